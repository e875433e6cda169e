using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ChatOps.Database.Profiling.Counting;
using ChatOps.Database.Verification.Merging;

namespace ChatOps.Database.Verification.Multisets;

/// <summary>What the prints of both sides do not share: equal rows take each other away, those that stay with the same key are a different row.</summary>
internal sealed class PrintComparison : IDisposable
{
    private readonly IncrementalHash _source = Checksums.New();
    private readonly IncrementalHash _target = Checksums.New();
    private readonly List<PrintDifference> _kept = [];
    private readonly List<Fingerprint> _onlySource = [];
    private readonly List<Fingerprint> _onlyTarget = [];
    private readonly int _most;

    /// <param name="most">Differences that are kept; all are counted.</param>
    internal PrintComparison(int most) => _most = most;

    internal long Missing { get; private set; }

    internal long Extra { get; private set; }

    internal long Different { get; private set; }

    internal IReadOnlyList<PrintDifference> Kept => _kept;

    internal string SourceChecksum { get; private set; } = "";

    internal string TargetChecksum { get; private set; } = "";

    internal void Run(PrintStore source, PrintStore target)
    {
        for (var partition = 0; partition < PrintStore.Partitions; partition++)
        {
            var one = source.Read(partition);
            var other = target.Read(partition);
            _source.AppendData(MemoryMarshal.AsBytes(one));
            _target.AppendData(MemoryMarshal.AsBytes(other));
            Compare(one, other);
        }

        (SourceChecksum, TargetChecksum) = (Checksums.Text(_source), Checksums.Text(_target));
    }

    public void Dispose()
    {
        _source.Dispose();
        _target.Dispose();
    }

    /// <summary>Key by key; both in order.</summary>
    private void Compare(ReadOnlySpan<RowPrint> source, ReadOnlySpan<RowPrint> target)
    {
        while (!source.IsEmpty || !target.IsEmpty)
        {
            var order = source.IsEmpty ? 1 : target.IsEmpty ? -1 : RowPrint.Compare(source[0].Key, target[0].Key);
            var (one, other) = (order <= 0 ? SameKey(source) : 0, order >= 0 ? SameKey(target) : 0);
            CompareKey(source[..one], target[..other]);
            source = source[one..];
            target = target[other..];
        }
    }

    private static int SameKey(ReadOnlySpan<RowPrint> rows)
    {
        var count = 1;
        while (count < rows.Length && rows[count].Key == rows[0].Key)
        {
            count++;
        }

        return count;
    }

    private void CompareKey(ReadOnlySpan<RowPrint> source, ReadOnlySpan<RowPrint> target)
    {
        _onlySource.Clear();
        _onlyTarget.Clear();
        while (!source.IsEmpty || !target.IsEmpty)
        {
            var order = source.IsEmpty ? 1 : target.IsEmpty ? -1 : RowPrint.Compare(source[0].Row, target[0].Row);
            if (order < 0)
            {
                _onlySource.Add(source[0].Row);
            }
            else if (order > 0)
            {
                _onlyTarget.Add(target[0].Row);
            }

            source = order <= 0 ? source[1..] : source;
            target = order >= 0 ? target[1..] : target;
        }

        for (var index = 0; index < Math.Max(_onlySource.Count, _onlyTarget.Count); index++)
        {
            Take(index < _onlySource.Count ? _onlySource[index] : null, index < _onlyTarget.Count ? _onlyTarget[index] : null);
        }
    }

    private void Take(Fingerprint? source, Fingerprint? target)
    {
        Missing += target is null ? 1 : 0;
        Extra += source is null ? 1 : 0;
        Different += source is not null && target is not null ? 1 : 0;
        if (_kept.Count < _most)
        {
            _kept.Add(new PrintDifference(source, target));
        }
    }
}

/// <summary>A row of the source, of the target, or of both with the same key and other values.</summary>
internal readonly record struct PrintDifference(Fingerprint? Source, Fingerprint? Target);
