using System.Collections.Concurrent;
using ChatOps.Pipelines.Engine;

namespace ChatOps.Pipelines.Runs;

/// <summary>The latest progress of running steps, in memory only.</summary>
public sealed class ProgressBoard
{
    private readonly ConcurrentDictionary<(string RunId, string StepId, int? Item), StepProgress> _latest = new();

    internal event Action<string>? Changed;

    internal StepProgress? Find(string runId, string stepId, int? item) => _latest.GetValueOrDefault((runId, stepId, item));

    internal void Set(string runId, string stepId, int? item, StepProgress progress)
    {
        _latest[(runId, stepId, item)] = progress;
        Changed?.Invoke(runId);
    }

    internal void Clear(string runId, string stepId, int? item) => _latest.TryRemove((runId, stepId, item), out _);
}
