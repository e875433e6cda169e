using System.Collections.Concurrent;
using System.Text.Json;
using ChatOps.Pipelines.Engine;

namespace ChatOps.Pipelines.Tests.Support;

/// <summary>Outside things by name: a step's <c>with.target</c> names one as <c>name@environment</c>.</summary>
internal sealed class Targets : IStepTargets
{
    public ConcurrentDictionary<string, string> Fingerprints { get; } = new();

    public Task<IReadOnlyList<StepTarget>> IdentifyAsync(string stepType, JsonElement with, CancellationToken cancellationToken)
    {
        if (!with.TryGetProperty("target", out var property))
            return Task.FromResult<IReadOnlyList<StepTarget>>([]);
        var parts = property.GetString()!.Split('@');
        return parts[0] == "nowhere"
            ? throw new StepFailedException("There is no connection 'nowhere'.")
            : Task.FromResult<IReadOnlyList<StepTarget>>([new(parts[0], parts[1], Fingerprints.GetOrAdd(parts[0], "v1"))]);
    }
}
