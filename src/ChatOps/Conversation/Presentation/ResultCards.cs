using ChatOps.Agents.Evidence;
using ChatOps.Agents.Specialists.Migrator;
using ChatOps.Agents.Specialists.ReportWriter;
using ChatOps.Cards;
using ChatOps.Database.Checks;
using ChatOps.Pipelines.Runs;
using ChatOps.Reports;

namespace ChatOps.Conversation.Presentation;

/// <summary>The cards that follow an ended run: the report, the export, the migration, or what went wrong.</summary>
internal static class ResultCards
{
    /// <summary>What an ended run brought, one card each: its reports, its exports, and what went wrong. None for one that somebody cancelled or rejected.</summary>
    public static IReadOnlyList<Card> Of(Proposal proposal, Run run, bool wasRejected)
    {
        var cards = new List<Card>();
        cards.AddRange(StepOutputs.Of<ReportSummary>(run, "report.write").Select(report => Report(report, run.Id)));
        cards.AddRange(StepOutputs.Of<ExportSummary>(run, "landing.export").Select(Export));
        cards.AddRange(QueryCards.Of(run));
        cards.AddRange(ProposalCards.Of(run));
        cards.AddRange(MigrationCards.Of(run));
        if (run.Status is RunStatus.Failed or RunStatus.Parked && !wasRejected)
            cards.Add(Failure(proposal, run));
        return run.Status == RunStatus.Cancelled ? [] : cards;
    }

    private static Card Report(ReportSummary report, string runId) => new()
    {
        Title = $"{report.Title}: {report.Verdict}",
        Subtitle = report.Checked ? report.Summary : null,
        Tone = report.Worst switch
        {
            Severity.Error => Tone.Bad,
            Severity.Warning => Tone.Warning,
            _ => report.Incomplete ? Tone.Warning : Tone.Good,
        },
        Summary = $"{report.Title}: {report.Verdict} {report.Summary}",
        Blocks = [.. ReportBlocks(report)],
        Actions = [.. ReportActions(report, runId)],
    };

    private static IEnumerable<CardBlock> ReportBlocks(ReportSummary report)
    {
        foreach (var sentence in report.Translated)
            yield return new CardBlock.Text(sentence);
        yield return new CardBlock.Facts([.. ReportFacts(report)]);
        if (report.Top.Count > 0)
            yield return new CardBlock.Table(["Severity", "Where", "What", "Cases"], [.. report.Top.Select(finding => new[] { Word(finding.Severity), finding.Place, finding.Message, Figures.Number(finding.Count) })]);
        foreach (var odd in report.Oddest)
            yield return new CardBlock.Text(odd, Subtle: true);
        if (report.ByTable.Count > 0)
            yield return new CardBlock.Bars(report.Errors + report.Warnings + report.Infos > report.ByTable.Sum(table => table.Findings) ? $"Findings by table, the {report.ByTable.Count} with most" : "Findings by table", [.. report.ByTable.Select(table => new Bar(table.Table, table.Findings, ToneOf(table.Worst)))]);
        if (report.Top.Count > 0)
            yield return EvidenceBlocks.Sources("The queries behind these figures", [.. report.Top.Select(finding => new EvidenceFigure($"{finding.Rule} in {finding.Place}", Figures.Count(finding.Count, "case"), finding.Sql))]);
        if (report.Incomplete)
            yield return new CardBlock.Text("Not everything could be checked; the report lists what and why.", Tone.Warning);
    }

    private static IEnumerable<Fact> ReportFacts(ReportSummary report)
    {
        const string counted = "the findings of that severity in report.json; the query behind each finding stands with it";
        if (report.Checked)
        {
            yield return new Fact("Errors", Figures.Number(report.Errors), counted);
            yield return new Fact("Warnings", Figures.Number(report.Warnings), counted);
            yield return new Fact("Notes", Figures.Number(report.Infos), counted);
        }

        if (report.OddRows is { } odd)
            yield return new Fact("Odd rows", $"{Figures.Number(odd)} of {Figures.Number(report.ScoredRows)} scored", "rows whose score reached the threshold, in the tables that have something to compare; report.json names the threshold and the query that read the rows, table by table");
        yield return new Fact("Looked at", $"{Figures.Count(report.Tables, "table")}, {Figures.Count(report.Rows, "row")}, all of them", "SELECT count(*) of every table; the counts by table are in report.json");
    }

    private static IEnumerable<CardAction> ReportActions(ReportSummary report, string runId)
    {
        if (report.Files.TryGetValue("report.html", out var page))
            yield return new CardAction.OpenLink("Open report", ArtifactLink.To(page, "report.html"));
        if (report.Files.TryGetValue("findings.csv", out var csv))
            yield return new CardAction.OpenLink("Download findings (CSV)", ArtifactLink.To(csv, "findings.csv"));
        if (report.Errors + report.Warnings + report.Infos + (report.OddRows ?? 0) > 0)
            yield return new CardAction.Submit("Explain", new ActionPayload("say", $"explain {runId}"));
        yield return new CardAction.Submit("Run again", new ActionPayload("say", $"{(report.Checked ? "validate" : report.OddRows is null ? "profile" : "find anomalies in")} {report.Connection}"));
    }

    private static Card Export(ExportSummary export) => new()
    {
        Title = $"Exported {export.Connection}",
        Subtitle = export.Summary,
        Tone = Tone.Good,
        Summary = $"Exported {export.Connection}: {export.Summary}",
        Blocks =
        [
            new CardBlock.Text($"The files are in {export.Folder}"),
            new CardBlock.Facts(
            [
                new Fact("Files", Figures.Number(export.Files.Count), "the entries of manifest.json"),
                new Fact("Rows", Figures.Number(export.Files.Sum(file => file.Rows)), "counted while SELECT * of every table was written, table by table in manifest.json"),
            ]),
            new CardBlock.Table(["Table", "File", "Rows", "Size"], [.. export.Files.Select(file => new[] { file.Table, file.File, Figures.Number(file.Rows), Figures.Bytes(file.Bytes) })]),
            new CardBlock.Text("The manifest holds each file's row count and SHA-256, counted while the file was written.", Subtle: true),
        ],
        Actions = [new CardAction.OpenLink("Open manifest", ArtifactLink.To(export.Manifest, "manifest.json"))],
    };

    private static Card Failure(Proposal proposal, Run run)
    {
        var done = run.Steps.Where(step => step is { Item: null, Status: StepStatus.Succeeded }).Select(step => step.StepId).ToList();
        return new Card
        {
            Title = $"{proposal.Title} did not finish",
            Tone = Tone.Bad,
            Summary = $"{proposal.Title} did not finish",
            Blocks =
            [
                new CardBlock.Text(run.Error ?? "A step failed."),
                new CardBlock.Text(done.Count > 0 ? $"Finished before that: {string.Join(", ", done)}." : "Nothing had finished before that."),
                new CardBlock.Text(WhatStands(run)),
            ],
            Actions =
            [
                MigrationRuns.TargetOf(run) is null
                    ? new CardAction.Submit("Run again", new ActionPayload("retry", run.Id))
                    : new CardAction.Submit("Roll back", new ActionPayload("say", $"roll back {run.Id}"), ActionStyle.Destructive),
                new CardAction.Submit("Why?", new ActionPayload("say", $"why {run.Id}")),
            ],
        };
    }

    private static string WhatStands(Run run)
    {
        if (MigrationRuns.TargetOf(run) is { } target && !MigrationRuns.HasMade(run))
            return $"If anything was made in {target} before that, it stands there on record, and rolling back drops it.";
        if (MigrationRuns.TargetOf(run) is not null)
            return "What had been made and loaded in the target until then stands there, on record. Roll it back and migrate again, or go on with it from the command line: migrate ... --mode resume.";
        return run.Definition.Steps.Any(step => step.Type == "migrate.rollback" && run.Steps.Any(item => item.StepId == step.Id && item.StartedAt is not null))
            ? "Something may have been dropped before that; rolling back again goes on with the rest."
            : "No database was changed.";
    }

    private static string Word(Severity severity) => severity.ToString().ToLowerInvariant();

    private static Tone ToneOf(Severity severity) => severity switch
    {
        Severity.Error => Tone.Bad,
        Severity.Warning => Tone.Warning,
        _ => Tone.Neutral,
    };
}
