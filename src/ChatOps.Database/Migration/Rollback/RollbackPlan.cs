namespace ChatOps.Database.Migration;

/// <summary>What a rollback would do.</summary>
/// <param name="Run">The migration that is taken back.</param>
/// <param name="Statements">In order.</param>
/// <param name="Obstacles">Why it will not be done, such as rows that came later; empty where nothing stands in the way.</param>
public sealed record RollbackPlan(string Run, IReadOnlyList<string> Statements, IReadOnlyList<string> Obstacles)
{
    /// <summary>Tables that go, with the rows they have now.</summary>
    public IReadOnlyList<(string Table, long Rows)> Tables { get; init; } = [];

    /// <summary>What the content of each table has to be, by its name in the source; where it is null, only rows were counted.</summary>
    public IReadOnlyDictionary<string, string>? Checksums { get; init; }
}
