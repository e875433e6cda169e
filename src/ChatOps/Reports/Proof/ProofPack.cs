using ChatOps.Database.Migration;
using ChatOps.Database.Verification;

namespace ChatOps.Reports.Proof;

/// <summary>Everything that proves what a migration did: sealed as JSON, readable as a page.</summary>
public sealed record ProofPack
{
    /// <summary>Of this form of the document.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The answer in a sentence.</summary>
    public required string Verdict { get; init; }

    /// <summary>Source and target were compared value by value and are the same, apart from rows that were rejected; null where nobody compared them.</summary>
    public required bool? Verified { get; init; }

    /// <summary>The run that migrated, and the name under which the target's own record has it.</summary>
    public required string Run { get; init; }

    public required string Migration { get; init; }

    public required DateTimeOffset WrittenAt { get; init; }

    public required ProofSide Source { get; init; }

    public required ProofSide Target { get; init; }

    public required MigrationMode Mode { get; init; }

    /// <summary>Lower-case hex SHA-256 of the work that was decided on and carried out, as the target's own record has it.</summary>
    public required string PlanDigest { get; init; }

    /// <summary>Who decided, in order; empty where the policy asks nobody.</summary>
    public IReadOnlyList<ProofApproval> Approvals { get; init; } = [];

    public required IReadOnlyList<ProofTable> Tables { get; init; }

    public IReadOnlyList<RejectCount> Rejects { get; init; } = [];

    /// <summary>Type decisions, one per column.</summary>
    public IReadOnlyList<ProofType> Types { get; init; } = [];

    public IReadOnlyList<MigrationNote> Notes { get; init; } = [];

    /// <summary>What could not be made in the end, with the reason.</summary>
    public IReadOnlyList<string> NotMade { get; init; } = [];

    /// <summary>Seconds by phase: <c>schema</c>, <c>load</c>, <c>index</c>, <c>constraints</c> and, where it was compared, <c>verify</c>.</summary>
    public IReadOnlyDictionary<string, double> Seconds { get; init; } = new Dictionary<string, double>();

    /// <summary>Lower-case hex SHA-256 over the checksums of all tables of the target; null where nobody compared them.</summary>
    public string? Checksum { get; init; }
}

/// <summary>One of the two databases.</summary>
public sealed record ProofSide(string Connection, string Engine, string Environment, ProofSchema Before, ProofSchema After);

/// <summary>A schema at one moment.</summary>
/// <param name="Fingerprint">Lower-case hex SHA-256; equal for equal schemas.</param>
public sealed record ProofSchema(string Fingerprint, IReadOnlyList<ProofSchemaTable> Tables);

/// <summary>A table's structure.</summary>
/// <param name="Columns">Name and declared type of each.</param>
public sealed record ProofSchemaTable(string Name, IReadOnlyList<string> Columns);

/// <summary>One person's decision.</summary>
/// <param name="PlanHash">What the decision was bound to.</param>
public sealed record ProofApproval(string Person, string Verdict, DateTimeOffset At, string Channel, string PlanHash, string? Comment);

/// <summary>One table's account.</summary>
/// <param name="Source">Rows read; loaded and rejected together.</param>
public sealed record ProofTable(string Name, string Target, long Source, long Loaded, long Rejected)
{
    /// <summary>How it compares; null where nobody compared it.</summary>
    public TableVerification? Comparison { get; init; }
}

/// <summary>Why a column has the type it has.</summary>
public sealed record ProofType(string Table, string Column, string TargetColumn, string From, string To, string Reason);
