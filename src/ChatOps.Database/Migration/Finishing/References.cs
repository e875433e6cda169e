using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Migration.Ledger;

namespace ChatOps.Database.Migration.Finishing;

/// <summary>Makes the references of the new tables hold: rows that refer to nothing become rejects, then the references are made.</summary>
internal sealed class References(DatabaseAccess access, DatabaseConnection target, MigrationPlan plan, MigrationLedger ledger)
{
    private readonly IDdl _ddl = access.DialectOf(target).Ddl;

    internal async Task EstablishAsync(CancellationToken cancellationToken)
    {
        var keys = plan.Tables.Where(table => !table.IsThere).SelectMany(table => table.Target.ForeignKeys.Select(key => new PlannedReference(table, key))).ToList();
        if (keys.Count == 0)
        {
            return;
        }

        // PostgreSQL checks the rows itself when a reference is made, in the fastest way; only when it finds some that refer to nothing are they looked for.
        if (target.Provider == DatabaseProvider.PostgreSql && await TryMakeAsync(keys, cancellationToken))
        {
            return;
        }

        await RemoveOrphansAsync(keys, cancellationToken);
        await MakeAsync(keys, cancellationToken);
    }

    private async Task<bool> TryMakeAsync(IReadOnlyList<PlannedReference> keys, CancellationToken cancellationToken)
    {
        try
        {
            await MakeAsync(keys, cancellationToken);
            return true;
        }
        catch (DatabaseException refused) when (refused.Problem == DatabaseProblem.BadStatement)
        {
            // A reference that stands already would carry out its ON DELETE when orphans are taken away.
            await DropAsync(keys, cancellationToken);
            return false;
        }
    }

    /// <summary>First all are declared, then all are checked, because declaring needs a lock that checking holds; the tables side by side, and the references of one table one after another.</summary>
    private async Task MakeAsync(IReadOnlyList<PlannedReference> keys, CancellationToken cancellationToken)
    {
        var (missing, unproven) = await LeftAsync(keys, cancellationToken);
        await ExecuteAsync(missing.SelectMany(key => _ddl.AddForeignKey(key.Table.Target, key.Key)), cancellationToken);
        await Parallel.ForEachAsync(
            missing.Concat(unproven).GroupBy(key => key.Table.Target.Name),
            new ParallelOptions { MaxDegreeOfParallelism = Math.Min(Math.Max(2, Environment.ProcessorCount), target.Limits.Sessions), CancellationToken = cancellationToken },
            async (table, token) => await ExecuteAsync(table.SelectMany(key => _ddl.ValidateForeignKey(key.Table.Target, key.Key)), token));
    }

    /// <summary>A repetition finds some of the references made: those that are not there, and those that are there unchecked.</summary>
    private async Task<(List<PlannedReference> Missing, List<PlannedReference> Unproven)> LeftAsync(IReadOnlyList<PlannedReference> keys, CancellationToken cancellationToken)
    {
        await using var session = await access.OpenReaderAsync(TargetReading.With(target), cancellationToken);
        var schema = await SchemaReader.ReadAsync(session, cancellationToken);
        ForeignKey? Made(PlannedReference key) => TargetReading.Find(schema, key.Table.Target)?.ForeignKeys.FirstOrDefault(own => own.Name is not null && own.Name == key.Key.Name);
        return ([.. keys.Where(key => Made(key) is null)], [.. keys.Where(key => Made(key) is { Validated: false })]);
    }

    private async Task DropAsync(IReadOnlyList<PlannedReference> keys, CancellationToken cancellationToken)
    {
        await using var writer = await access.OpenWriterAsync(target, cancellationToken);
        foreach (var key in keys)
        {
            if (_ddl.DropForeignKey(key.Table.Target, key.Key) is { } drop)
            {
                await writer.ExecuteAsync(drop, null, cancellationToken);
            }
        }

        await writer.CommitAsync(cancellationToken);
    }

    /// <summary>Taking rows away can make orphans of others, so what refers to a table that lost rows is looked at again.</summary>
    private async Task RemoveOrphansAsync(IReadOnlyList<PlannedReference> keys, CancellationToken cancellationToken)
    {
        await using var writer = await access.OpenWriterAsync(target, cancellationToken);
        var orphans = new Orphans(access, target, plan, ledger, writer);
        var open = new Queue<PlannedReference>(keys);
        while (open.TryDequeue(out var key))
        {
            if (await orphans.RemoveAsync(key, cancellationToken) > 0)
            {
                foreach (var again in keys.Where(other => other.Key.ReferencedTable == key.Table.Target.Name && !open.Contains(other)))
                {
                    open.Enqueue(again);
                }
            }
        }
    }

    private async Task ExecuteAsync(IEnumerable<string> statements, CancellationToken cancellationToken)
    {
        var all = statements.ToList();
        if (all.Count == 0)
        {
            return;
        }

        await using var writer = await access.OpenWriterAsync(target, cancellationToken);
        foreach (var statement in all)
        {
            await writer.ExecuteAsync(statement, null, cancellationToken);
            await writer.CommitAsync(cancellationToken);
            await writer.BeginAsync(cancellationToken);
        }
    }
}

/// <summary>A reference that a new table will have.</summary>
internal sealed record PlannedReference(TablePlan Table, ForeignKey Key);
