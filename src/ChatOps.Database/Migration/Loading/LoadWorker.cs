using ChatOps.Database.Connections;
using ChatOps.Database.Migration.Finishing;
using ChatOps.Database.Migration.Ledger;

namespace ChatOps.Database.Migration.Loading;

/// <summary>Does one piece of work after another with a reader and a writer of its own.</summary>
internal sealed class LoadWorker(DatabaseAccess access, DatabaseConnection target, ReaderSession reader, MigrationLedger ledger, LoadClock clock, LoadProgress progress) : IAsyncDisposable
{
    /// <summary>One is filled, one waits, one is loaded.</summary>
    private readonly LoadBatch[] _batches = [new(), new(), new()];

    private readonly Dictionary<string, LoadTarget> _targets = new(StringComparer.Ordinal);
    private WriterSession? _writer;

    internal async Task DoAsync(LoadJob job, CancellationToken cancellationToken)
    {
        _writer ??= await access.OpenWriterAsync(target, cancellationToken);
        if (job.Slice is { } slice)
        {
            await LoadAsync(job.Table, slice, _writer, cancellationToken);
            clock.Loaded();
        }
        else if (job.Index is { } index)
        {
            progress.Indexing(job.Table.Source.Name, index.Name);
            await new IndexCreation(access, target, ledger, _writer).CreateAsync(job.Table, index, cancellationToken);
        }
        else
        {
            await SettleAsync(job.Table, _writer, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_writer is not null)
        {
            await _writer.DisposeAsync();
        }
    }

    private async Task LoadAsync(TablePlan table, Slice slice, WriterSession writer, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var order = RowOrder.Of(table.Source, reader.Dialect);
        var batches = new BatchReader(table, order, writer.Dialect.Types.Limits, _batches);
        var loader = new BatchLoader(writer, ledger, table, TargetOf(table));
        var reading = Task.Run(() => batches.ReadAsync(reader, slice, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var batch in batches.Batches(cancellationToken))
            {
                var (rows, isLast) = (batch.Source, batch.IsLast);
                slice = await loader.LoadAsync(batch, slice, cancellationToken);
                batches.GiveBack(batch);
                // Without an order nobody could go on in the middle: all rows or none.
                if (order is not null || isLast)
                {
                    await writer.CommitAsync(cancellationToken);
                    await writer.BeginAsync(cancellationToken);
                }

                progress.Loaded(table.Source.Name, rows);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await reading;
        }
    }

    /// <summary>Outside of a transaction, since PostgreSQL takes it nowhere else.</summary>
    private static async Task SettleAsync(TablePlan table, WriterSession writer, CancellationToken cancellationToken)
    {
        await writer.CommitAsync(cancellationToken);
        await writer.ExecuteAsync(writer.Dialect.Ddl.Settle(table.Target), null, cancellationToken);
        await writer.BeginAsync(cancellationToken);
    }

    private LoadTarget TargetOf(TablePlan table)
    {
        if (!_targets.TryGetValue(table.Source.Name, out var found))
        {
            _targets.Add(table.Source.Name, found = LoadTarget.Of(table));
        }

        return found;
    }
}
