using System.Collections.Concurrent;
using System.Text.Json;
using ChatOps.Pipelines.Engine;

namespace ChatOps.Pipelines.Tests.Support;

/// <summary>Outside things by name: a step's <c>with.target</c> names one as <c>name@environment</c>.</summary>
internal sealed class Targets : IStepTargets
{
    public ConcurrentDictionary<string, string> Fingerprints { get; } = new();

    /// <summary>Where a name points now, when that is no longer what the step says.</summary>
    public ConcurrentDictionary<string, string> Environments { get; } = new();

    /// <summary>Runs before each look.</summary>
    public Action? Looking { get; set; }

    public Task<IReadOnlyList<StepTarget>> IdentifyAsync(string stepType, JsonElement with, CancellationToken cancellationToken)
    {
        if (!with.TryGetProperty("target", out var property))
            return Task.FromResult<IReadOnlyList<StepTarget>>([]);
        Looking?.Invoke();
        var parts = property.GetString()!.Split('@');
        return parts[0] == "nowhere"
            ? throw new StepFailedException("There is no connection 'nowhere'.")
            : Task.FromResult<IReadOnlyList<StepTarget>>([new(parts[0], Environments.GetValueOrDefault(parts[0], parts[1]), Fingerprints.GetOrAdd(parts[0], "v1"))]);
    }
}
