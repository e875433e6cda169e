using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.State;

namespace ChatOps.Pipelines.Runs;

/// <summary>Reads runs and their artifacts.</summary>
public sealed class RunStore(StateDatabase state, ProgressBoard progress)
{
    /// <summary>A step with <c>forEach</c> is followed by its items.</summary>
    public async Task<Run?> FindAsync(string runId, CancellationToken cancellationToken)
    {
        var found = await state.ReadAsync(
            c => RunRow.Find(c, runId) is { } row ? (row, StepRow.ReadAll(c, runId)) : default, cancellationToken);
        return found.row is null ? null : View(found.row, found.Item2);
    }

    /// <summary>Newest first.</summary>
    public Task<IReadOnlyList<Run>> ListAsync(RunQuery query, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(query.Limit, Math.Clamp(query.Limit, 1, 1000));
        return state.ReadAsync(
            IReadOnlyList<Run> (c) =>
            [
                .. c.Query(
                    $"""
                    SELECT {RunRow.Columns} FROM run
                    WHERE (?1 IS NULL OR origin=?1) AND (?2 IS NULL OR requested_by=?2) AND (?3=0 OR ended_at IS NULL)
                    ORDER BY created_at DESC, rowid DESC LIMIT ?4
                    """,
                    RunRow.Read, query.Origin, query.RequestedBy, query.UnfinishedOnly ? 1 : 0, query.Limit)
                .Select(row => View(row, StepRow.ReadAll(c, row.Id))),
            ],
            cancellationToken);
    }

    public Task<IReadOnlyList<Artifact>> ArtifactsAsync(string runId, CancellationToken cancellationToken) =>
        state.ReadAsync(IReadOnlyList<Artifact> (c) => Artifacts.OfRun(c, runId), cancellationToken);

    public Task<Artifact?> FindArtifactAsync(string artifactId, CancellationToken cancellationToken) =>
        state.ReadAsync(c => Artifacts.Find(c, artifactId), cancellationToken);

    /// <summary>Where the artifact's file is.</summary>
    public string ArtifactPath(Artifact artifact) => Artifacts.PathOf(state.DataFolder, artifact);

    internal Run View(RunRow row, IReadOnlyList<StepRow> rows)
    {
        var byStep = rows.ToLookup(r => r.Step);
        return new Run
        {
            Id = row.Id,
            Definition = row.Definition,
            Inputs = row.Inputs,
            RequestedBy = row.RequestedBy,
            Origin = row.Origin,
            Status = row.Status,
            Steps = [.. row.Definition.Steps.SelectMany((step, index) => View(row.Id, step, [.. byStep[index]], index))],
            Output = row.Output,
            Error = row.Error,
            CreatedAt = row.CreatedAt,
            StartedAt = row.StartedAt,
            EndedAt = row.EndedAt,
        };
    }

    private IEnumerable<StepRun> View(string runId, StepDefinition step, IReadOnlyList<StepRow> rows, int index)
    {
        var itself = rows.FirstOrDefault(r => r.Item == StepRow.Itself) ?? new StepRow(index, StepRow.Itself);
        var items = rows.Where(r => r.Item != StepRow.Itself).ToList();
        var summary = View(runId, step, itself);
        // The list of a forEach is not stored a second time.
        if (step.ForEach is not null && itself.Status == StepStatus.Succeeded)
            summary = summary with { Output = ItemOutputs(items.Select(i => i.Output)) };
        return items.Select(i => View(runId, step, i)).Prepend(summary);
    }

    internal static System.Text.Json.JsonElement ItemOutputs(IEnumerable<string?> outputs) => CompactJson.Build(writer =>
    {
        writer.WriteStartArray();
        foreach (var output in outputs)
            writer.WriteRawValue(output ?? "null", skipInputValidation: true);
        writer.WriteEndArray();
    });

    private StepRun View(string runId, StepDefinition step, StepRow row)
    {
        int? item = row.Item == StepRow.Itself ? null : row.Item;
        return new StepRun
        {
            StepId = step.Id,
            Item = item,
            Status = row.Status,
            Attempt = row.Attempt,
            Output = row.Output is null ? null : CompactJson.Parse(row.Output),
            Error = row.Error,
            Progress = row.Status == StepStatus.Running ? progress.Find(runId, step.Id, item) : null,
            StartedAt = row.StartedAt,
            EndedAt = row.EndedAt,
        };
    }
}
