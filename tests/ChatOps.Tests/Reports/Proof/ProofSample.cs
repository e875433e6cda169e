using ChatOps.Database.Migration;
using ChatOps.Database.Verification;
using ChatOps.Reports.Proof;

namespace ChatOps.Tests.Reports.Proof;

/// <summary>A proof with something in every part.</summary>
internal static class ProofSample
{
    public static ProofPack Pack { get; } = new()
    {
        Verdict = "Identical but for 2 rejected rows, each kept with its reason.",
        Verified = true,
        Run = "r-1",
        Migration = "r-1",
        WrittenAt = new DateTimeOffset(2026, 11, 26, 12, 0, 0, TimeSpan.Zero),
        Source = new ProofSide("shop", "SQLite", "dev", Schema("a1"), Schema("a1")),
        Target = new ProofSide("warehouse", "PostgreSQL", "dev", new ProofSchema("b0", []), Schema("b1")),
        Mode = MigrationMode.Fail,
        PlanDigest = new string('d', 64),
        Approvals = [new ProofApproval("Ana", "approve", new DateTimeOffset(2026, 11, 26, 11, 59, 0, TimeSpan.Zero), "web", new string('e', 64), "go <on>")],
        Tables =
        [
            new ProofTable("orders", "orders", 3, 1, 2)
            {
                Comparison = new TableVerification("orders", 3, 1, 0, 0, 0)
                {
                    Rejected = 2,
                    SourceChecksum = new string('c', 64),
                    TargetChecksum = new string('c', 64),
                    Method = "merged by key (id)",
                    Segments = [new SegmentChecksum("""{"id":"1"}""", 1, new string('f', 64), new string('f', 64))],
                },
            },
        ],
        Rejects = [new RejectCount("orders", "total <script> is no number", 2)],
        Types = [new ProofType("orders", "total", "total", "DECIMAL(12,2)", "numeric(12,2)", "Exact on both sides.")],
        Notes = [new MigrationNote(NoteKind.NotCarried, "orders", null, "The trigger audit has no place.")],
        NotMade = ["index orders_total: out of room"],
        Seconds = new Dictionary<string, double> { ["schema"] = 0.1, ["load"] = 1.25, ["verify"] = 0.5 },
        Checksum = new string('9', 64),
    };

    private static ProofSchema Schema(string fingerprint) => new(fingerprint, [new ProofSchemaTable("orders", ["id INTEGER NOT NULL", "total DECIMAL(12,2)"])]);
}
