namespace ChatOps.Agents.Planner.Names;

/// <summary>Which tables a clause is limited to, or what must be asked.</summary>
internal abstract record TableChoice
{
    private TableChoice()
    {
    }

    /// <summary>No table was named.</summary>
    public sealed record All(string? Assumption = null) : TableChoice;

    public sealed record Some(IReadOnlyList<string> Tables, IReadOnlyList<string> Assumptions) : TableChoice;

    public sealed record Ask(string Question, IReadOnlyList<string> Choices, string Mention) : TableChoice;

    public sealed record Impossible(string Reason) : TableChoice;
}
