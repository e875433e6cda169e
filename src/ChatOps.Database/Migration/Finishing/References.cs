using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Migration.Ledger;
using ChatOps.Database.Migration.Loading;

namespace ChatOps.Database.Migration.Finishing;

/// <summary>Makes the references of the new tables hold: rows that refer to nothing become rejects, then the references are made.</summary>
internal sealed class References(DatabaseAccess access, DatabaseConnection target, MigrationPlan plan, MigrationLedger ledger)
{
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

    /// <summary>The tables side by side, the references of one table one after another: two that are checked at the same time would wait for each other.</summary>
    private async Task MakeAsync(IReadOnlyList<PlannedReference> keys, CancellationToken cancellationToken)
    {
        var statements = await MissingAsync(keys, cancellationToken);
        // First all are declared, then all are checked: declaring needs a lock that checking holds.
        for (var round = 0; round < statements.Select(one => one.Sql.Count).DefaultIfEmpty(0).Max(); round++)
        {
            var turn = round;
            var tables = statements.Where(one => one.Sql.Count > turn).GroupBy(one => one.Key.Table.Target.Name).Select(group => group.Select(one => one.Sql[turn]).ToList()).ToList();
            var sessions = turn == 0 ? 1 : Math.Min(Math.Max(2, Environment.ProcessorCount), target.Limits.Sessions);
            await Parallel.ForEachAsync(
                tables, new ParallelOptions { MaxDegreeOfParallelism = sessions, CancellationToken = cancellationToken }, async (some, token) => await ExecuteAsync(some, token));
        }
    }

    /// <summary>A repetition finds some of the references made.</summary>
    private async Task<List<(PlannedReference Key, IReadOnlyList<string> Sql)>> MissingAsync(IReadOnlyList<PlannedReference> keys, CancellationToken cancellationToken)
    {
        await using var session = await access.OpenReaderAsync(TargetTables.AsWriter(target), cancellationToken);
        var schema = await SchemaReader.ReadAsync(session, cancellationToken);
        var missing = new List<(PlannedReference, IReadOnlyList<string>)>();
        foreach (var key in keys)
        {
            var statements = session.Dialect.Ddl.AddForeignKey(key.Table.Target, key.Key);
            var made = TargetTables.Find(schema, key.Table.Target)?.ForeignKeys.FirstOrDefault(own => own.Name is not null && own.Name == key.Key.Name);
            if (made is null)
            {
                missing.Add((key, statements));
            }
            else if (!made.Validated)
            {
                missing.Add((key, [.. statements.Skip(1)]));
            }
        }

        return missing;
    }

    private async Task DropAsync(IReadOnlyList<PlannedReference> keys, CancellationToken cancellationToken)
    {
        await using var writer = await access.OpenWriterAsync(target, cancellationToken);
        foreach (var key in keys)
        {
            if (writer.Dialect.Ddl.DropForeignKey(key.Table.Target, key.Key) is { } drop)
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
        await using var writer = await access.OpenWriterAsync(target, cancellationToken);
        foreach (var statement in statements)
        {
            await writer.ExecuteAsync(statement, null, cancellationToken);
            await writer.CommitAsync(cancellationToken);
            await writer.BeginAsync(cancellationToken);
        }
    }
}

/// <summary>A reference that a new table will have.</summary>
internal sealed record PlannedReference(TablePlan Table, ForeignKey Key);
