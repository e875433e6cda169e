using System.Security.Cryptography;
using System.Text;
using ChatOps.Database.Connections;
using ChatOps.Database.Migration;
using ChatOps.Database.Verification;

namespace ChatOps.Reports.Proof;

/// <summary>Puts a proof together from what the steps of a migration have kept.</summary>
public sealed record ProofBuilder
{
    public required string Run { get; init; }

    public required DateTimeOffset WrittenAt { get; init; }

    public required DatabaseConnection Source { get; init; }

    public required DatabaseConnection Target { get; init; }

    public required MigrationPlan Plan { get; init; }

    public required string PlanDigest { get; init; }

    public required ProofSchemas Before { get; init; }

    public required ProofSchemas After { get; init; }

    public required MigrationOutcome Outcome { get; init; }

    /// <summary>Null where nobody compared.</summary>
    public ComparedDatabases? Compared { get; init; }

    public IReadOnlyList<ProofApproval> Approvals { get; init; } = [];

    public ProofPack Build() => new()
    {
        Verdict = ProofVerdict.Of(Outcome, Compared?.Result),
        Verified = Compared?.Result.Identical,
        Run = Run,
        Migration = Outcome.Run,
        WrittenAt = WrittenAt,
        Source = Side(Source, Before.Source, After.Source),
        Target = Side(Target, Before.Target, After.Target),
        Mode = Plan.Mode,
        PlanDigest = PlanDigest,
        Approvals = Approvals,
        Tables = [.. Outcome.Tables.Select(Account)],
        Rejects = Outcome.Rejects,
        Types = [.. Plan.Tables.SelectMany(table => table.Columns.Select(column => Decision(table, column)))],
        Notes = Plan.Notes,
        NotMade = Outcome.NotMade,
        Seconds = Timings(),
        Checksum = Compared is { } compared ? ChecksumOf(compared.Result) : null,
    };

    /// <summary>One number for all rows of the target that were compared.</summary>
    public static string ChecksumOf(VerificationResult result) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', result.Tables.Select(table => $"{table.Name} {table.TargetChecksum}")))));

    private static ProofSide Side(DatabaseConnection connection, ProofSchema before, ProofSchema after) =>
        new(connection.Name, ProofWords.Engine(connection.Provider), connection.Environment, before, after);

    private ProofTable Account(TableOutcome table) => new(
        table.Table, Plan.Tables.FirstOrDefault(plan => plan.Source.Name == table.Table)?.Target.Name ?? table.Table, table.Source, table.Loaded, table.Rejected)
    {
        Comparison = Compared?.Result.Tables.FirstOrDefault(compared => compared.Name == table.Table),
    };

    private static ProofType Decision(TablePlan table, ColumnPlan column) =>
        new(table.Source.Name, column.Source.Name, column.Target.Name, column.Source.DeclaredType, column.Target.DeclaredType, column.Reason);

    /// <summary>To the millisecond, which is more than anybody asks.</summary>
    private Dictionary<string, double> Timings()
    {
        var seconds = Outcome.Seconds.ToDictionary(phase => phase.Key, phase => Math.Round(phase.Value, 3));
        if (Compared is { } compared)
            seconds["verify"] = Math.Round(compared.Seconds, 3);
        return seconds;
    }
}

/// <summary>What comparing two databases brought, and how long it took.</summary>
public sealed record ComparedDatabases(VerificationResult Result, double Seconds);
