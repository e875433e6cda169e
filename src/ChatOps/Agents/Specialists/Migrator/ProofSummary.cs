using ChatOps.Database.Migration;
using ChatOps.Reports;
using ChatOps.Reports.Proof;

namespace ChatOps.Agents.Specialists.Migrator;

/// <summary>The output of <c>migrate.proof</c>: what a card needs of a proof, and where the files are.</summary>
public sealed record ProofSummary
{
    private const int Most = 8;

    /// <summary>One line, such as "15,607 rows loaded, 0 rejected".</summary>
    public required string Summary { get; init; }

    public required string Verdict { get; init; }

    /// <summary>Null where nobody compared.</summary>
    public required bool? Verified { get; init; }

    public required string Source { get; init; }

    public required string Target { get; init; }

    /// <summary>The name under which the target's own record has the migration.</summary>
    public required string Migration { get; init; }

    public required long Loaded { get; init; }

    public required long Rejected { get; init; }

    /// <summary>The largest tables.</summary>
    public required IReadOnlyList<ProofTable> Tables { get; init; }

    /// <summary>The most frequent reasons.</summary>
    public required IReadOnlyList<RejectCount> Rejects { get; init; }

    public required IReadOnlyList<string> NotMade { get; init; }

    public required string? Checksum { get; init; }

    public required double Seconds { get; init; }

    /// <summary>The artifact ids of the sealed file and of the page.</summary>
    public required string Proof { get; init; }

    public required string Page { get; init; }

    internal static ProofSummary Of(ProofPack pack, string proof, string page)
    {
        var (loaded, rejected) = (pack.Tables.Sum(table => table.Loaded), pack.Tables.Sum(table => table.Rejected));
        return new ProofSummary
        {
            Summary = $"{Figures.Count(loaded, "row")} loaded, {Figures.Number(rejected)} rejected",
            Verdict = pack.Verdict,
            Verified = pack.Verified,
            Source = pack.Source.Connection,
            Target = pack.Target.Connection,
            Migration = pack.Migration,
            Loaded = loaded,
            Rejected = rejected,
            Tables = [.. pack.Tables.OrderByDescending(table => table.Source).Take(Most).Select(table => table with { Comparison = null })],
            Rejects = [.. pack.Rejects.OrderByDescending(reject => reject.Count).Take(Most)],
            NotMade = [.. pack.NotMade.Take(Most)],
            Checksum = pack.Checksum,
            Seconds = Math.Round(pack.Seconds.Values.Sum(), 1),
            Proof = proof,
            Page = page,
        };
    }
}
