namespace ChatOps.Pipelines;

/// <summary>Settings of the engine.</summary>
public sealed record PipelinesOptions
{
    /// <summary>Holds <c>state.db</c>, <c>artifacts/</c> and <c>keys/</c>; made when it does not exist.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Steps and items of one run that run at the same time, 1..64.</summary>
    public int MaxParallelSteps { get; init; } = 4;

    /// <summary>Runs that are worked on at the same time, 1..64; a run that waits for a decision does not count.</summary>
    public int MaxParallelRuns { get; init; } = 4;

    /// <summary>How long an approval request stays open.</summary>
    public TimeSpan ApprovalLifetime { get; init; } = TimeSpan.FromDays(7);

    /// <summary>A fresh sign-in is not older than this.</summary>
    public TimeSpan FreshSignInWindow { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The start takes up every unfinished run and closes expired requests, then and every minute. False is for a
    /// command that does one thing in a data folder it shares: it runs what is submitted to it, and leaves the runs and
    /// requests of others as they are.
    /// </summary>
    public bool ResumeUnfinished { get; init; } = true;

    public Policy.PolicyOptions Policy { get; init; } = new();

    /// <summary>All problems at once, each naming its key; empty when the options are fine.</summary>
    public IReadOnlyList<string> Check()
    {
        var problems = new List<string>(Pipelines.Policy.PolicyTable.Check(Policy));
        if (string.IsNullOrWhiteSpace(DataFolder))
            problems.Add("DataFolder: a folder is needed.");
        if (MaxParallelSteps is < 1 or > 64)
            problems.Add($"MaxParallelSteps: {MaxParallelSteps} is not between 1 and 64.");
        if (MaxParallelRuns is < 1 or > 64)
            problems.Add($"MaxParallelRuns: {MaxParallelRuns} is not between 1 and 64.");
        if (ApprovalLifetime <= TimeSpan.Zero || ApprovalLifetime > TimeSpan.FromDays(365))
            problems.Add("ApprovalLifetime: it is longer than nothing and at most 365 days.");
        if (FreshSignInWindow <= TimeSpan.Zero)
            problems.Add("FreshSignInWindow: it is longer than nothing.");
        return problems;
    }
}
