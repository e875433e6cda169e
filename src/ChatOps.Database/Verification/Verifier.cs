using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Migration;
using ChatOps.Database.Verification.Pairing;

namespace ChatOps.Database.Verification;

/// <summary>Compares two databases exactly, whatever their engines.</summary>
public sealed class Verifier
{
    private readonly DatabaseAccess _access;

    public Verifier(DatabaseAccess access) => _access = access;

    /// <summary>Compares every pair of tables row by row; each side is read within one snapshot.</summary>
    /// <exception cref="DatabaseException">A database cannot be read, or a table that somebody named is on neither side.</exception>
    public async Task<VerificationResult> VerifyAsync(
        DatabaseConnection source, DatabaseConnection target, VerificationOptions options, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        RequireTwoSessions(source, target);
        await using var sourceSession = await _access.OpenReaderAsync(source, cancellationToken);
        await using var targetSession = await _access.OpenReaderAsync(options.Plan is null ? target : TargetReading.With(target), cancellationToken);
        var sourceSchema = await SchemaReader.ReadAsync(sourceSession, cancellationToken);
        var targetSchema = await SchemaReader.ReadAsync(targetSession, cancellationToken);
        var pairing = new TablePairing((sourceSchema, sourceSession.Dialect), (targetSchema, targetSession.Dialect));
        var (pairs, lone) = options.Plan is { } plan ? pairing.ByPlan(plan, options.Tables) : pairing.ByName(options.Tables);
        var run = new VerificationRun(_access, options, targetSchema, progress);
        var compared = await run.CompareAsync(pairs, sourceSession, targetSession, cancellationToken);
        return new VerificationResult { Tables = [.. compared, .. await VerificationRun.CountAsync(lone, sourceSession, targetSession, cancellationToken)] };
    }

    /// <summary>The <see cref="TableVerification.TargetChecksum"/> of a migrated table, from the target alone.</summary>
    /// <exception cref="DatabaseException">The target cannot be read, or has the table no longer.</exception>
    public async Task<string> ChecksumAsync(DatabaseConnection target, TablePlan table, CancellationToken cancellationToken)
    {
        await using var session = await _access.OpenReaderAsync(TargetReading.With(target), cancellationToken);
        var found = PlannedTable.Find(await SchemaReader.ReadAsync(session, cancellationToken), table.Target) ?? throw new DatabaseException(
            DatabaseProblem.BadStatement, $"'{target.Name}' has no table '{table.Target.Name}' any more. Its rows were not compared.");
        return await TableChecksum.OfAsync(session, PlannedTable.Target(table, found, session.Dialect), cancellationToken);
    }

    /// <summary>Two sessions of one connection must not wait for each other.</summary>
    private static void RequireTwoSessions(DatabaseConnection source, DatabaseConnection target)
    {
        if (source.Name.Equals(target.Name, StringComparison.OrdinalIgnoreCase) && Math.Min(source.Limits.Sessions, target.Limits.Sessions) < 2)
        {
            throw new DatabaseException(
                DatabaseProblem.Unsupported, $"Both sides are the connection '{source.Name}', which may have one session only. Comparing needs two. Nothing was compared. Raise its limit of sessions.");
        }
    }
}

/// <summary>What is compared, and how.</summary>
public sealed record VerificationOptions
{
    /// <summary>Only these tables of the source; null for all.</summary>
    public IReadOnlyList<string>? Tables { get; init; }

    /// <summary>The plan of the migration that made the target: its names, conditions and fixes hold; null to pair tables and columns by name.</summary>
    public MigrationPlan? Plan { get; init; }

    /// <summary>The migration whose rejected rows are accounted for; null for none.</summary>
    public string? Run { get; init; }

    /// <summary>Differences that are listed per table; all are counted.</summary>
    public int SampleSize { get; init; } = 20;

    /// <summary>Lets both servers hash parts of a table and fetches only the parts that differ; for a slow link.</summary>
    public bool BySegments { get; init; }
}
