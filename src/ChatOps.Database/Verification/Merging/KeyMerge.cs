using ChatOps.Database.Connections;
using ChatOps.Database.Verification.Pairing;

namespace ChatOps.Database.Verification.Merging;

/// <summary>
/// Compares two tables by walking along both in the order of their keys. Whole runs of rows are compared as bytes at once; only where they differ
/// is a row looked at, and only a row that differs is looked at value by value.
/// </summary>
internal sealed class KeyMerge : IDisposable
{
    private readonly TablePair _pair;
    private readonly RejectedRows _rejected;
    private readonly DifferenceList _differences;
    private readonly Action<int> _progress;
    private readonly Checksums _checksums = new();
    private readonly KeyOrder _order;
    private readonly OrderWatch _sourceOrder;
    private readonly OrderWatch _targetOrder;
    private long _sourceRows;
    private long _targetRows;

    /// <param name="progress">Told how many more rows of the source have been compared.</param>
    internal KeyMerge(TablePair pair, RejectedRows rejected, DifferenceList differences, Action<int> progress)
    {
        (_pair, _rejected, _differences, _progress) = (pair, rejected, differences, progress);
        _order = new KeyOrder(pair.Source.KeyKinds);
        (_sourceOrder, _targetOrder) = (new OrderWatch(_order), new OrderWatch(_order));
    }

    /// <summary>The result; null where a side does not deliver its keys in order, so that nothing can be told this way.</summary>
    /// <param name="ranges">A condition for each side that chooses the rows to compare; null for all.</param>
    /// <exception cref="DatabaseException">A side cannot be read to its end.</exception>
    internal TableVerification? TryRun(ReaderSession sourceSession, ReaderSession targetSession, (string? Source, string? Target) ranges, CancellationToken cancellationToken)
    {
        // A side that fails while the other still sorts must not wait for it.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var source = RowStream.Open(sourceSession, _pair.Source, true, stop.Token, ranges.Source, stop.Cancel);
        using var target = RowStream.Open(targetSession, _pair.Target, true, stop.Token, ranges.Target, stop.Cancel);
        try
        {
            return TryMerge(source, target, stop.Token) ? Result() : null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            source.ThrowFailure();
            target.ThrowFailure();
            throw;
        }
    }

    public void Dispose() => _checksums.Dispose();

    /// <summary>To the end of both; false where the order is broken.</summary>
    private bool TryMerge(RowStream source, RowStream target, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (hasSource, hasTarget) = (source.HasRow(cancellationToken), target.HasRow(cancellationToken));
            if (!hasSource && !hasTarget)
            {
                return true;
            }

            if (!(hasSource && hasTarget && EqualRows(source, target) is > 0 and var equal ? TryTakeEqual(source, target, equal) : TryTakeOther(hasSource ? source : null, hasTarget ? target : null)))
            {
                return false;
            }
        }
    }

    /// <summary>How many rows from here on are the same, as far as both sides are there already.</summary>
    private int EqualRows(RowStream source, RowStream target)
    {
        var shared = source.Rows.CommonPrefixLength(target.Rows);
        return shared == 0 ? 0 : Math.Min(Math.Min(source.WholeRows(shared), target.WholeRows(shared)), _checksums.Room);
    }

    private bool TryTakeEqual(RowStream source, RowStream target, int rows)
    {
        if (!_sourceOrder.Follow(source, rows) || !_targetOrder.Follow(target, rows))
        {
            return false;
        }

        Begin(source.Row);
        _checksums.AddEqual(source.Rows[..source.Size(rows)], rows);
        source.Advance(rows);
        target.Advance(rows);
        _sourceRows += rows;
        _targetRows += rows;
        _progress(rows);
        return true;
    }

    /// <summary>One row that only one side has, or two with the same key and other values.</summary>
    private bool TryTakeOther(RowStream? source, RowStream? target)
    {
        var order = source is null ? 1 : target is null ? -1 : _order.Compare(source.Row, target.Row);
        var sourceRow = order <= 0 ? source!.Row : default;
        var targetRow = order >= 0 ? target!.Row : default;
        if ((order <= 0 && !_sourceOrder.Follow(source!, 1)) || (order >= 0 && !_targetOrder.Follow(target!, 1)))
        {
            return false;
        }

        Begin(order <= 0 ? sourceRow : targetRow);
        if (order < 0)
        {
            TakeMissing(sourceRow);
        }
        else if (order > 0)
        {
            _differences.AddExtra(targetRow);
            _checksums.AddTarget(targetRow);
        }
        else
        {
            _differences.AddDifferent(sourceRow, targetRow);
            _checksums.AddTarget(targetRow);
            _checksums.AddSource(sourceRow, 1);
        }

        Advance(order <= 0 ? source : null, order >= 0 ? target : null);
        return true;
    }

    private void TakeMissing(ReadOnlySpan<byte> row)
    {
        if (_rejected.TryTake(row))
        {
            return;
        }

        _differences.AddMissing(row);
        _checksums.AddSource(row, 1);
    }

    private void Advance(RowStream? source, RowStream? target)
    {
        source?.Advance(1);
        target?.Advance(1);
        _sourceRows += source is null ? 0 : 1;
        _targetRows += target is null ? 0 : 1;
        _progress(source is null ? 0 : 1);
    }

    private void Begin(ReadOnlySpan<byte> row)
    {
        if (_checksums.IsAtBegin)
        {
            _checksums.Begin(DifferenceList.KeyText(row, _pair));
        }
    }

    private TableVerification Result()
    {
        var (source, target, segments) = _checksums.Finish();
        return new TableVerification(_pair.Name, _sourceRows, _targetRows, _differences.Missing, _differences.Extra, _differences.Different)
        {
            Rejected = _rejected.Taken,
            SourceChecksum = source,
            TargetChecksum = target,
            Segments = segments,
            Differences = _differences.Kept,
            Method = $"merged by key ({_pair.KeyNames})",
            NotCompared = _pair.NotCompared,
        };
    }
}
