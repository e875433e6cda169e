using System.Threading.Channels;
using ChatOps.Database.Connections;
using ChatOps.Database.Migration.Fixes;
using ChatOps.Database.Migration.Ledger;
using ChatOps.Database.Migration.Rows;
using ChatOps.Database.Migration.Types;

namespace ChatOps.Database.Migration.Loading;

/// <summary>Reads a slice of a table and hands over batches of encoded rows, one ahead of whoever loads them.</summary>
internal sealed class BatchReader
{
    private readonly TablePlan _table;
    private readonly RowOrder? _order;
    private readonly RowEncoder _encoder;
    private readonly RejectedRow _rejected;
    private readonly Channel<LoadBatch> _full = Channel.CreateBounded<LoadBatch>(1);
    private readonly Channel<LoadBatch> _empty = Channel.CreateUnbounded<LoadBatch>();

    /// <param name="batches">At least two, to be used again and again: one is loaded while the next is filled.</param>
    internal BatchReader(TablePlan table, RowOrder? order, EngineLimits limits, IEnumerable<LoadBatch> batches)
    {
        (_table, _order) = (table, order);
        _encoder = new RowEncoder(table.Columns.Select(column => (column.Type, column.Place)), limits);
        _rejected = new RejectedRow(table);
        foreach (var batch in batches)
        {
            GiveBack(batch);
        }
    }

    /// <summary>Batches in the source's order; each is given back with <see cref="GiveBack"/>.</summary>
    internal IAsyncEnumerable<LoadBatch> Batches(CancellationToken cancellationToken) => _full.Reader.ReadAllAsync(cancellationToken);

    internal void GiveBack(LoadBatch batch)
    {
        batch.Clear();
        _empty.Writer.TryWrite(batch);
    }

    /// <summary>Reads to the slice's end; a failure reaches whoever takes the batches.</summary>
    internal async Task ReadAsync(ReaderSession session, Slice slice, CancellationToken cancellationToken)
    {
        try
        {
            var scan = SourceScan.Of(_table, session.Dialect, _order, slice);
            await using var rows = FixedRows.Over(await session.StreamAsync(scan.Sql, scan.Columns, cancellationToken), _table.Columns.Select(column => (column.Type, column.Fixes)));
            LoadBatch batch;
            do
            {
                batch = await _empty.Reader.ReadAsync(cancellationToken);
                await FillAsync(rows, batch, cancellationToken);
                await _full.Writer.WriteAsync(batch, cancellationToken);
            }
            while (!batch.IsLast);
            _full.Writer.Complete();
        }
        catch (Exception failure)
        {
            _full.Writer.TryComplete(failure);
        }
    }

    /// <summary>The rules stand behind the columns and those of the order, 1 where the row may go on.</summary>
    private RowRule? BrokenRule(RowReader rows)
    {
        for (var rule = 0; rule < _table.Rules.Count; rule++)
        {
            var column = _table.Columns.Count + (_order?.Columns.Count ?? 0) + rule;
            if (rows.GetKind(column) == ValueKind.Null || rows.GetInt64(column) == 0)
            {
                return _table.Rules[rule];
            }
        }

        return null;
    }

    private async Task FillAsync(RowReader rows, LoadBatch batch, CancellationToken cancellationToken)
    {
        while (!batch.IsFull)
        {
            var next = rows.ReadAsync(cancellationToken);
            if (!(next.IsCompletedSuccessfully ? next.Result : await next))
            {
                batch.IsLast = true;
                return;
            }

            batch.Source++;
            if (BrokenRule(rows) is { } rule)
            {
                batch.Rejects.Add(_rejected.Of(rows, rule.Reason));
            }
            else if (_encoder.TryAppend(rows, batch.Rows) is { } misfit)
            {
                batch.Rejects.Add(_rejected.Of(rows, $"{_table.Columns[misfit.Column].Source.Name} {misfit.Reason}."));
            }

            if (_order is not null && batch.IsFull)
            {
                batch.Position = _order.Read(rows, _table.Columns.Count);
            }
        }
    }
}
