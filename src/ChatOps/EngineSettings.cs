using ChatOps.Pipelines;
using ChatOps.Pipelines.Policy;

namespace ChatOps;

/// <summary>The <c>Engine</c> section; what is left out keeps the engine's own default.</summary>
internal sealed class EngineSettings
{
    public int? MaxParallelSteps { get; init; }

    public int? MaxParallelRuns { get; init; }

    public TimeSpan? ApprovalLifetime { get; init; }

    public TimeSpan? FreshSignInWindow { get; init; }

    public PipelinesOptions ToOptions(string dataFolder, PolicyOptions policy)
    {
        var defaults = new PipelinesOptions { DataFolder = dataFolder };
        return defaults with
        {
            MaxParallelSteps = MaxParallelSteps ?? defaults.MaxParallelSteps,
            MaxParallelRuns = MaxParallelRuns ?? defaults.MaxParallelRuns,
            ApprovalLifetime = ApprovalLifetime ?? defaults.ApprovalLifetime,
            FreshSignInWindow = FreshSignInWindow ?? defaults.FreshSignInWindow,
            Policy = policy,
        };
    }
}
