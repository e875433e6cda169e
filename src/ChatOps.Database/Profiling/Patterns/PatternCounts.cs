using System.Text;
using ChatOps.Database.Profiling.Counting;

namespace ChatOps.Database.Profiling.Patterns;

/// <summary>
/// How often each shape of text occurs. Precise shapes while there are few, loose ones beyond that, and none where texts are too free to
/// have shapes, so that memory stays bounded and free text costs nothing.
/// </summary>
internal sealed class PatternCounts
{
    private const int Most = 500;

    /// <summary>Fewer precise shapes than this say more than loose ones.</summary>
    private const int Readable = 20;

    private readonly TextTable _masks = new();
    private readonly Dictionary<string, long> _loose = new(StringComparer.Ordinal);
    private long[] _counts = new long[16];
    private int _last;

    /// <summary>Texts are too free to have shapes.</summary>
    internal bool IsFree { get; private set; }

    /// <param name="count">How often the text occurs.</param>
    internal void Add(ReadOnlySpan<byte> text, long count)
    {
        if (IsFree)
        {
            return;
        }

        Span<byte> mask = stackalloc byte[PatternMask.Size];
        mask = mask[..PatternMask.Write(text, mask)];
        _last = _last < _masks.Count && _masks[_last].SequenceEqual(mask) ? _last : _masks.Add(mask, Fingerprint.OfText(mask).High);
        if (_last == _counts.Length)
        {
            Array.Resize(ref _counts, _counts.Length * 2);
        }

        _counts[_last] += count;
        if (_masks.Count > Most)
        {
            Loosen();
        }
    }

    /// <summary>The most frequent shapes first.</summary>
    internal IReadOnlyList<(string Mask, long Count)> Top(int most)
    {
        if (_loose.Count > 0 || _masks.Count > Readable)
        {
            Loosen();
        }

        var shapes = _loose.Count > 0
            ? _loose.Select(pair => (Mask: pair.Key, Count: pair.Value))
            : Enumerable.Range(0, _masks.Count).Select(index => (Mask: Encoding.UTF8.GetString(_masks[index]), Count: _counts[index]));
        return [.. shapes.OrderByDescending(item => item.Count).ThenBy(item => item.Mask, StringComparer.Ordinal).Take(most)];
    }

    private void Loosen()
    {
        for (var index = 0; index < _masks.Count; index++)
        {
            var loose = PatternMask.Loosen(Encoding.UTF8.GetString(_masks[index]));
            _loose[loose] = _loose.GetValueOrDefault(loose) + _counts[index];
        }

        _masks.Clear();
        Array.Clear(_counts);
        if (_loose.Count > Most)
        {
            IsFree = true;
            _loose.Clear();
        }
    }
}
