using System.Security.Cryptography;

namespace ChatOps.Database.Verification.Merging;

/// <summary>SHA-256 over the canonical rows of both sides, of the whole table and of its successive parts, which both sides cut at the same keys.</summary>
internal sealed class Checksums : IDisposable
{
    /// <summary>Rows of the source in a part.</summary>
    internal const int SegmentRows = 100_000;

    private readonly (IncrementalHash Source, IncrementalHash Target) _table = (New(), New());
    private readonly (IncrementalHash Source, IncrementalHash Target) _segment = (New(), New());
    private readonly List<SegmentChecksum> _segments = [];
    private string? _from;
    private long _rows;

    /// <summary>Rows of the source that the part which is being filled still takes.</summary>
    internal int Room => SegmentRows - (int)_rows;

    /// <summary>A new part begins with the next row, so that its first key has to be told by <see cref="Begin"/>.</summary>
    internal bool IsAtBegin => _from is null;

    internal void Begin(string key) => _from = key;

    /// <param name="rows">Bytes of that many rows, the same on both sides.</param>
    internal void AddEqual(ReadOnlySpan<byte> rows, int count)
    {
        AddTarget(rows);
        AddSource(rows, count);
    }

    internal void AddSource(ReadOnlySpan<byte> rows, int count)
    {
        _table.Source.AppendData(rows);
        _segment.Source.AppendData(rows);
        _rows += count;
        if (_rows == SegmentRows)
        {
            Cut();
        }
    }

    internal void AddTarget(ReadOnlySpan<byte> rows)
    {
        _table.Target.AppendData(rows);
        _segment.Target.AppendData(rows);
    }

    /// <summary>Ends both sides.</summary>
    internal (string Source, string Target, IReadOnlyList<SegmentChecksum> Segments) Finish()
    {
        if (_from is not null)
        {
            Cut();
        }

        return (Text(_table.Source), Text(_table.Target), _segments);
    }

    public void Dispose()
    {
        foreach (var hash in new[] { _table.Source, _table.Target, _segment.Source, _segment.Target })
        {
            hash.Dispose();
        }
    }

    internal static IncrementalHash New() => IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    internal static string Text(IncrementalHash hash) => Convert.ToHexStringLower(hash.GetHashAndReset());

    private void Cut()
    {
        _segments.Add(new SegmentChecksum(_from!, _rows, Text(_segment.Source), Text(_segment.Target)));
        (_from, _rows) = (null, 0);
    }
}
