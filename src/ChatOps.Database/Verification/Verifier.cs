using ChatOps.Database.Connections;
using ChatOps.Database.Migration;

namespace ChatOps.Database.Verification;

/// <summary>Compares two databases exactly, whatever their engines.</summary>
public sealed class Verifier
{
    private readonly DatabaseAccess _access;

    public Verifier(DatabaseAccess access) => _access = access;

    /// <exception cref="DatabaseException">A database cannot be read, or a table that somebody named is on neither side.</exception>
    public Task<VerificationResult> VerifyAsync(
        DatabaseConnection source, DatabaseConnection target, VerificationOptions options, IProgress<WorkProgress>? progress, CancellationToken cancellationToken) => throw new NotImplementedException();
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
