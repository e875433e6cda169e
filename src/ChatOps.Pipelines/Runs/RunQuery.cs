namespace ChatOps.Pipelines.Runs;

/// <summary>Which runs to list; all conditions hold together.</summary>
public sealed record RunQuery
{
    public string? Origin { get; init; }

    /// <summary>A person's id.</summary>
    public string? RequestedBy { get; init; }

    public bool UnfinishedOnly { get; init; }

    /// <summary>1..1000.</summary>
    public int Limit { get; init; } = 20;
}
