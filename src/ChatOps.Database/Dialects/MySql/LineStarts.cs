using System.Runtime.CompilerServices;
using System.Text;

namespace ChatOps.Database.Dialects.MySql;

/// <summary>How each line of a file begins. The lines of a dump may be as long as its largest row, so none is ever held whole.</summary>
internal static class LineStarts
{
    /// <summary>Longer than any statement that begins a table's definition: a name has at most 64 characters.</summary>
    private const int Longest = 512;

    internal static async IAsyncEnumerable<string> ReadAsync(string file, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.Asynchronous | FileOptions.SequentialScan);
        var (block, start) = (new byte[1 << 18], new List<byte>(Longest));
        for (int length; (length = await stream.ReadAsync(block, cancellationToken)) > 0;)
        {
            for (var at = 0; at < length;)
            {
                var rest = block.AsSpan(at, length - at);
                var end = rest.IndexOf((byte)'\n');
                var line = end < 0 ? rest : rest[..end];
                start.AddRange(line[..Math.Min(line.Length, Longest - start.Count)]);
                at += line.Length + 1;
                if (end >= 0)
                {
                    yield return Encoding.UTF8.GetString([.. start]);
                    start.Clear();
                }
            }
        }

        yield return Encoding.UTF8.GetString([.. start]);
    }
}
