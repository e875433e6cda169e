using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Migration.Rollback;
using ChatOps.Database.Verification;

namespace ChatOps.Database.Migration;

/// <summary>Takes a migration back: what it made is dropped, in the opposite order, and nothing else.</summary>
public sealed class MigrationRollback
{
    private readonly DatabaseAccess _access;
    private readonly Verifier _verifier;

    public MigrationRollback(DatabaseAccess access) => (_access, _verifier) = (access, new Verifier(access));

    /// <summary>What a rollback would do, by reading only.</summary>
    /// <param name="run">The migration's name as the target's record has it; null for the latest.</param>
    /// <exception cref="DatabaseException">The target has no record of such a migration.</exception>
    public Task<RollbackPlan> PlanAsync(DatabaseConnection target, string? run, CancellationToken cancellationToken) => PlanAsync(target, run, null, cancellationToken);

    /// <inheritdoc cref="PlanAsync(DatabaseConnection, string?, CancellationToken)"/>
    /// <param name="checksums">What the verification of the migration found in the target (<see cref="Verification.TableVerification.TargetChecksum"/>), by the table's name in the source: changed rows stand in the way too, not only rows that are more or fewer.</param>
    public async Task<RollbackPlan> PlanAsync(DatabaseConnection target, string? run, IReadOnlyDictionary<string, string>? checksums, CancellationToken cancellationToken)
    {
        var prepared = await PrepareAsync(target, run, checksums, cancellationToken) ?? throw NotRecorded(target, run);
        return prepared.Plan with { Obstacles = [.. prepared.Plan.Obstacles, .. await ContentAsync(target, prepared, cancellationToken)] };
    }

    /// <summary>Does what <see cref="PlanAsync(DatabaseConnection, string?, CancellationToken)"/> told; where an earlier attempt was cut off, the rest of it.</summary>
    /// <exception cref="DatabaseException">The target has changed since the migration or since the plan; the message says what, and how to go on. Nothing was dropped.</exception>
    public async Task RollBackAsync(DatabaseConnection target, RollbackPlan plan, CancellationToken cancellationToken)
    {
        if (await PrepareAsync(target, plan.Run, plan.Checksums, cancellationToken) is not { } prepared)
        {
            return;
        }

        Require(target, [.. prepared.Plan.Obstacles, .. await ContentAsync(target, prepared, cancellationToken)]);
        Require(target, prepared.Plan.Statements.All(plan.Statements.Contains) ? [] : ["What it would drop is no longer what was decided on. Plan the rollback again."]);
        await using var writer = await _access.OpenWriterAsync(target, cancellationToken);
        await prepared.RunAsync(writer, obstacles => Require(target, obstacles), cancellationToken);
    }

    private static void Require(DatabaseConnection target, IReadOnlyList<string> obstacles)
    {
        if (obstacles.Count > 0)
        {
            throw new DatabaseException(DatabaseProblem.Denied, $"The migration into '{target.Name}' is not taken back, and nothing was dropped. {string.Join(" ", obstacles)}");
        }
    }

    private static DatabaseException NotRecorded(DatabaseConnection target, string? run) => new(
        DatabaseProblem.NotFound, $"'{target.Name}' has no record of {(run is null ? "a migration" : $"a migration {run}")}, so there is nothing to take back. Nothing was changed. Look at the table {Ledger.LedgerTables.Migrations} there for those that it knows.");

    /// <summary>The content is read only where nothing else stands in the way. The session that prepared is closed: it may be the only one.</summary>
    private async Task<IReadOnlyList<string>> ContentAsync(DatabaseConnection target, PreparedRollback prepared, CancellationToken cancellationToken)
    {
        if (prepared.Plan.Checksums is not { } checksums || prepared.Plan.Obstacles.Count > 0)
        {
            return [];
        }

        var changed = new List<MadeTable>();
        foreach (var table in prepared.Made.Tables)
        {
            if (checksums.TryGetValue(table.Plan.Source.Name, out var expected) && await _verifier.ChecksumAsync(target, table.Plan, cancellationToken) != expected)
            {
                changed.Add(table);
            }
        }

        return [.. RollbackObstacles.OfContent(changed)];
    }

    /// <returns>Null where the target has no record of the migration.</returns>
    private async Task<PreparedRollback?> PrepareAsync(DatabaseConnection target, string? run, IReadOnlyDictionary<string, string>? checksums, CancellationToken cancellationToken)
    {
        await using var session = await _access.OpenReaderAsync(TargetReading.With(target), cancellationToken);
        var schema = await SchemaReader.ReadAsync(session, cancellationToken);
        var records = await MigrationRecord.ReadAsync(session, schema, cancellationToken);
        if (records.LastOrDefault(record => run is null || record.Run == run) is not { } record)
        {
            return null;
        }

        var names = target.Provider == DatabaseProvider.PostgreSql ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;
        var made = MadeObjects.Of(record, schema);
        var (obstacles, statements) = (new RollbackObstacles(record, made, schema, session.Dialect, names), new RollbackStatements(record, made, session.Dialect, names, records.Count == 1));
        var rows = new List<long>();
        foreach (var table in made.Tables)
        {
            rows.Add(await session.CountAsync($"SELECT COUNT(*) FROM {session.Dialect.QuoteTable(table.Live)}", cancellationToken));
        }

        var plan = new RollbackPlan(record.Run, statements.All, [.. obstacles.OfThePlan(), .. obstacles.OfLaterMigrations(records), .. obstacles.OfTheSchema(), .. obstacles.OfDependents(), .. obstacles.OfRows(rows)])
        {
            Tables = [.. made.Tables.Zip(rows, (table, count) => (table.Live.Name, count))],
            Checksums = checksums,
        };
        return new PreparedRollback(plan, made, obstacles, statements);
    }
}
