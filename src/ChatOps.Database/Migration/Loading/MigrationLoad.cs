using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Migration.Finishing;
using ChatOps.Database.Migration.Ledger;

namespace ChatOps.Database.Migration.Loading;

/// <summary>Loads everything that is not loaded yet, with several workers; begins again from the record when a server has gone away and come back.</summary>
internal sealed class MigrationLoad
{
    /// <summary>How long a server is waited for, in all about two minutes; then the step's own retry has its turn.</summary>
    private static readonly TimeSpan[] Waits = [.. new[] { 1, 2, 4, 8, 15, 30, 30, 30 }.Select(seconds => TimeSpan.FromSeconds(seconds))];

    private readonly DatabaseAccess _access;
    private readonly TimeProvider _time;
    private readonly MigrationPlan _plan;
    private readonly DatabaseConnection _source;
    private readonly DatabaseConnection _target;
    private readonly MigrationLedger _ledger;
    private readonly IProgress<WorkProgress>? _progress;

    internal MigrationLoad(
        DatabaseAccess access, TimeProvider time, MigrationPlan plan, DatabaseConnection source, DatabaseConnection target, MigrationLedger ledger, IProgress<WorkProgress>? progress) =>
        (_access, _time, _plan, _source, _target, _ledger, _progress) = (access, time, plan, source, target, ledger, progress);

    /// <exception cref="DatabaseException">Something failed that waiting does not mend.</exception>
    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await LoadAsync(cancellationToken);
                return;
            }
            catch (DatabaseException failure) when (failure.IsTransient && attempt < Waits.Length)
            {
                _progress?.Report(new WorkProgress(0, null, "rows", $"Waiting for a database: {failure.Message}"));
                await Task.Delay(Waits[attempt], _time, cancellationToken);
            }
        }
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        await using var first = await _access.OpenReaderAsync(_source, cancellationToken);
        var slices = await SlicesAsync(first, cancellationToken);
        var missing = await MissingIndexesAsync(cancellationToken);
        using var queue = new LoadQueue(_plan, slices, table => missing[table.Source.Name]);
        var clock = new LoadClock(_time, slices.Count(slice => !slice.Done));
        var progress = new LoadProgress(_plan, slices, _time, _progress);
        await RunWorkersAsync(first, queue, clock, progress, cancellationToken);
        await using var writer = await _access.OpenWriterAsync(_target, cancellationToken);
        await _ledger.AddSecondsAsync(writer, "load", clock.Load, cancellationToken);
        await _ledger.AddSecondsAsync(writer, "index", clock.Index, cancellationToken);
        await writer.CommitAsync(cancellationToken);
    }

    private async Task RunWorkersAsync(ReaderSession first, LoadQueue queue, LoadClock clock, LoadProgress progress, CancellationToken cancellationToken)
    {
        async Task WorkAsync(ReaderSession reader, CancellationToken token)
        {
            await using var worker = new LoadWorker(_access, _target, reader, _ledger, clock, progress);
            while (await queue.TakeAsync(token) is { } job)
            {
                await worker.DoAsync(job, token);
                queue.Finished(job);
            }
        }

        async Task ForkAsync(CancellationToken token)
        {
            if (await _access.TryForkAsync(first, token) is { } fork)
            {
                await using (fork)
                {
                    await WorkAsync(fork, token);
                }
            }
        }

        // SQLite lets one session write at a time.
        var workers = _target.Provider == DatabaseProvider.Sqlite ? 1 : Math.Min(Math.Max(2, Environment.ProcessorCount), Math.Min(_source.Limits.Sessions, _target.Limits.Sessions));
        await Together.RunAsync([token => WorkAsync(first, token), .. Enumerable.Repeat(ForkAsync, workers - 1)], cancellationToken);
    }

    /// <summary>From the record, or planned and recorded now.</summary>
    private async Task<IReadOnlyList<Slice>> SlicesAsync(ReaderSession source, CancellationToken cancellationToken)
    {
        await using var writer = await _access.OpenWriterAsync(_target, cancellationToken);
        var recorded = await _ledger.ReadSlicesAsync(writer, cancellationToken);
        if (recorded.Count > 0)
        {
            return recorded;
        }

        var planned = await SlicePlanner.PlanAsync(_plan, source, cancellationToken);
        foreach (var slice in planned)
        {
            await _ledger.AddSliceAsync(writer, slice, cancellationToken);
        }

        await writer.CommitAsync(cancellationToken);
        return planned;
    }

    /// <summary>What an earlier attempt has made already is not made again.</summary>
    private async Task<Dictionary<string, IReadOnlyList<IndexStatement>>> MissingIndexesAsync(CancellationToken cancellationToken)
    {
        await using var session = await _access.OpenReaderAsync(TargetReading.With(_target), cancellationToken);
        var schema = await SchemaReader.ReadAsync(session, cancellationToken);
        return _plan.Tables.ToDictionary(
            table => table.Source.Name,
            table => table.IsThere ? [] : Missing(table.Target, TargetReading.Find(schema, table.Target), session.Dialect.Ddl), StringComparer.Ordinal);
    }

    private static IReadOnlyList<IndexStatement> Missing(Table planned, Table? actual, IDdl ddl) =>
    [
        .. ddl.CreateIndexes(planned).Where(statement => actual is null || !(
            actual.Indexes.Any(index => index.Name == statement.Name) || (statement.Index?.Origin == IndexOrigin.PrimaryKey && actual.PrimaryKey.Count > 0))),
    ];
}
