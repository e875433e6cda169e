using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Migration.Ledger;

namespace ChatOps.Database.Migration;

/// <summary>Makes a plan's tables in the target, and only where nothing that is somebody else's stands in the way.</summary>
internal sealed class TargetSetup(DatabaseAccess access, DatabaseConnection target, MigrationPlan plan, MigrationLedger ledger)
{
    /// <summary>Records the migration before it makes anything; a repetition finds the record and goes on.</summary>
    /// <exception cref="DatabaseException">A table has rows, or there is nothing to go on with.</exception>
    internal async Task BeginAsync(WriterSession writer, string source, CancellationToken cancellationToken)
    {
        if (await ledger.FindPlanAsync(writer, cancellationToken) is not null)
        {
            return;
        }

        if (plan.Mode == MigrationMode.Resume)
        {
            await ResumeAsync(writer, cancellationToken);
            return;
        }

        var present = await PresentAsync(cancellationToken);
        if (plan.Mode != MigrationMode.Replace)
        {
            await RequireEmptyAsync(writer, present, cancellationToken);
        }

        foreach (var table in present.Reverse())
        {
            await DropAsync(writer, table, cancellationToken);
        }

        await ledger.BeginAsync(writer, plan, source, cancellationToken);
        await writer.CommitAsync(cancellationToken);
        await writer.BeginAsync(cancellationToken);
    }

    /// <summary>Makes what is not there, each table in a transaction of its own.</summary>
    internal async Task CreateAsync(WriterSession writer, CancellationToken cancellationToken)
    {
        var ddl = writer.Dialect.Ddl;
        if (plan.TargetSchema is { } name && ddl.CreateNamespace(name) is { } made)
        {
            await writer.ExecuteAsync(made, null, cancellationToken);
        }

        var present = (await PresentAsync(cancellationToken)).Select(table => table.Target).ToHashSet();
        foreach (var table in plan.Tables.Where(table => !table.IsThere && !present.Contains(table.Target)))
        {
            // Where duplicates cannot be told apart later, unique keys meet the rows as they come.
            var early = ddl.CreateIndexes(table.Target).Where(index => index.Unique && ddl.DuplicatesOf(table.Target, index.Columns) is null).Select(index => index.Sql);
            foreach (var statement in ddl.CreateTable(table.Target).Concat(early))
            {
                await writer.ExecuteAsync(statement, null, cancellationToken);
            }

            await writer.CommitAsync(cancellationToken);
            await writer.BeginAsync(cancellationToken);
        }
    }

    private async Task ResumeAsync(WriterSession writer, CancellationToken cancellationToken)
    {
        if (!await ledger.TakeOverAsync(writer, plan, cancellationToken))
        {
            throw new DatabaseException(
                DatabaseProblem.BadStatement,
                $"'{target.Name}' has no unfinished migration of exactly this plan, so there is nothing to resume. Nothing was written. Migrate into an empty target, or name --mode append or replace.");
        }

        await writer.CommitAsync(cancellationToken);
        await writer.BeginAsync(cancellationToken);
    }

    /// <summary>The plan's own tables that the target has already, though they are still to be made.</summary>
    private async Task<IReadOnlyList<TablePlan>> PresentAsync(CancellationToken cancellationToken)
    {
        await using var session = await access.OpenReaderAsync(TargetReading.With(target), cancellationToken);
        var schema = await SchemaReader.ReadAsync(session, cancellationToken);
        return [.. plan.Tables.Where(table => !table.IsThere && TargetReading.Find(schema, table.Target) is not null)];
    }

    private async Task RequireEmptyAsync(WriterSession writer, IReadOnlyList<TablePlan> present, CancellationToken cancellationToken)
    {
        foreach (var table in present)
        {
            if (await writer.ScalarAsync($"SELECT 1 FROM {writer.Dialect.QuoteTable(table.Target)} LIMIT 1", null, cancellationToken) is not null)
            {
                throw new DatabaseException(
                    DatabaseProblem.Denied,
                    $"The table {table.Target.Name} of '{target.Name}' has rows. Nothing was written. Say --mode append to add to them, replace to drop the table first, or resume to go on with a migration that was cut off.");
            }
        }
    }

    private static async Task DropAsync(WriterSession writer, TablePlan table, CancellationToken cancellationToken)
    {
        foreach (var key in table.Target.ForeignKeys)
        {
            if (writer.Dialect.Ddl.DropForeignKey(table.Target, key) is { } drop)
            {
                await writer.ExecuteAsync(drop, null, cancellationToken);
            }
        }

        await writer.ExecuteAsync(writer.Dialect.Ddl.DropTable(table.Target), null, cancellationToken);
    }
}
