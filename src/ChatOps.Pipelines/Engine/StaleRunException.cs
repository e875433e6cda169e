namespace ChatOps.Pipelines.Engine;

/// <summary>Somebody else has taken over or ended the run, so what this owner wanted to commit was refused.</summary>
internal sealed class StaleRunException(string runId) : Exception($"The run {runId} has a newer owner or has ended.");
