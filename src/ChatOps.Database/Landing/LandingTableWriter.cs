using System.Buffers;
using System.Security.Cryptography;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Landing;

/// <summary>Streams one table in a format, counting rows and bytes and digesting on the way.</summary>
internal sealed class LandingTableWriter
{
    private const int FlushAt = 1 << 16;
    private const int ProgressRows = 16_384;

    private readonly ReaderSession _session;
    private readonly Table _table;
    private readonly string _file;
    private readonly ILandingFormat _format;
    private readonly IProgress<WorkProgress>? _progress;

    public LandingTableWriter(ReaderSession session, Table table, string file, ILandingFormat format, IProgress<WorkProgress>? progress) =>
        (_session, _table, _file, _format, _progress) = (session, table, file, format, progress);

    /// <summary>The same bytes for the same rows, in primary-key order; a table without a key comes in the order that the engine stores it.</summary>
    public async Task<LandingFile> WriteAsync(Stream target, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new ArrayBufferWriter<byte>(FlushAt * 2);
        var (rows, bytes) = (0L, 0L);
        _format.Begin(_table, buffer);
        await using (var reader = await _session.ScanAsync(_table, _table.Columns, ordered: true, cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                _format.Write(_table, reader, buffer);
                rows++;
                if (buffer.WrittenCount >= FlushAt)
                {
                    bytes += await FlushAsync(buffer, hash, target, cancellationToken);
                }

                if (rows % ProgressRows == 0)
                {
                    _progress?.Report(new WorkProgress(rows, null, "rows", _table.Name));
                }
            }
        }

        _format.End(_table, buffer);
        bytes += await FlushAsync(buffer, hash, target, cancellationToken);
        _progress?.Report(new WorkProgress(rows, rows, "rows", _table.Name));
        return Describe(rows, bytes, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>The file's entry in the manifest.</summary>
    public LandingFile Describe(long rows, long bytes, string sha256) =>
        new(_table.Name, _file, rows, bytes, sha256, [.. _table.Columns.Select(c => new LandingColumn(c.Name, c.DeclaredType))]);

    private static async Task<long> FlushAsync(ArrayBufferWriter<byte> buffer, IncrementalHash hash, Stream target, CancellationToken cancellationToken)
    {
        var written = buffer.WrittenCount;
        hash.AppendData(buffer.WrittenSpan);
        await target.WriteAsync(buffer.WrittenMemory, cancellationToken);
        buffer.ResetWrittenCount();
        return written;
    }
}
