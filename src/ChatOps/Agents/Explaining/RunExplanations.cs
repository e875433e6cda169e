using System.Text.Json;
using ChatOps.Agents.Specialists;
using ChatOps.Agents.Specialists.Migrator;
using ChatOps.Database.Connections;
using ChatOps.Database.Migration;
using ChatOps.Database.Migration.Ledger;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Runs;
using ChatOps.Reports;
using ChatOps.Reports.Masking;

namespace ChatOps.Agents.Explaining;

/// <summary>What a run found, in the words of the specialists whose steps found it.</summary>
internal sealed class RunExplanations(RunStore runs, ConnectionRegistry connections, Explainer explainer)
{
    /// <summary>Subjects of one run that are explained; a report has them all.</summary>
    private const int MostSubjects = 4;

    private static readonly string[] WithParts = ["schema.validate", "data.check", "schema.diff", "anomaly.rows"];

    /// <summary>In the order of the run's steps; empty where nothing was found that could be explained.</summary>
    /// <param name="language">See <see cref="SpokenLanguage"/>.</param>
    /// <param name="onWritten">Told all explanations as far as they may be shown, each time a sentence is whole; null where nobody looks on.</param>
    public async Task<IReadOnlyList<Explanation>> ExplainAsync(Run run, string language, CancellationToken cancellationToken, Func<IReadOnlyList<Explanation>, Task>? onWritten = null)
    {
        var explanations = new List<Explanation>();
        foreach (var subject in await SubjectsAsync(run, cancellationToken))
            explanations.Add(await explainer.ExplainAsync(subject, language, cancellationToken, onWritten is null ? null : begun => onWritten([.. explanations, begun])));
        return explanations;
    }

    private async Task<List<ExplanationSubject>> SubjectsAsync(Run run, CancellationToken cancellationToken)
    {
        var subjects = new List<ExplanationSubject>();
        foreach (var step in run.Definition.Steps)
        {
            var done = run.Steps.FirstOrDefault(item => item.StepId == step.Id && item is { Item: null, Status: StepStatus.Succeeded });
            if (done?.Output is { ValueKind: JsonValueKind.Object } output)
                subjects.AddRange(await SubjectsAsync(step, output, cancellationToken));
        }

        return [.. subjects.Take(MostSubjects)];
    }

    private async Task<IEnumerable<ExplanationSubject>> SubjectsAsync(StepDefinition step, JsonElement output, CancellationToken cancellationToken)
    {
        if (step.Type == "migrate.dry-run")
        {
            var dryRun = output.Deserialize<DryRunSummary>(ReportJson.Options)!;
            return await OpenAsync(dryRun.Plan, cancellationToken) is { } text ? [MigrationSubject.OfPlan(dryRun.Source, dryRun.Target, PlanJson.Read(text), Shows(dryRun.Source, dryRun.Target)) with { Looks = connections.Find(dryRun.Source) }] : [];
        }

        if (step.Type == "migrate.proof")
        {
            var proof = output.Deserialize<ProofSummary>(ReportJson.Options)!;
            var outcome = new MigrationOutcome { Run = proof.Migration, Tables = [], Rejects = proof.Rejects };
            return MigrationSubject.OfRejects(proof.Source, proof.Target, (Shows(proof.Source, proof.Target) ? outcome : MigrationMask.Apply(outcome)).Rejects) is { } rejects ? [rejects] : [];
        }

        if (!WithParts.Contains(step.Type) || await OpenAsync(output.GetProperty("result").GetString()!, cancellationToken) is not { } json)
            return [];
        var connection = step.With.GetProperty(StepConnections.Main).GetString()!;
        return ResultSubjects.Of(connection, JsonSerializer.Deserialize<ReportPart>(json, ReportJson.Options)!).Select(subject => subject with { Looks = connections.Find(connection) });
    }

    private bool Shows(params IReadOnlyList<string> names) => names.All(name => connections.Find(name) is { ShowPersonalData: true });

    /// <summary>Null where the file is gone, as after a clean-up of old runs.</summary>
    private async Task<string?> OpenAsync(string artifactId, CancellationToken cancellationToken) =>
        await runs.FindArtifactAsync(artifactId, cancellationToken) is { } artifact && File.Exists(runs.ArtifactPath(artifact)) ? await File.ReadAllTextAsync(runs.ArtifactPath(artifact), cancellationToken) : null;
}
