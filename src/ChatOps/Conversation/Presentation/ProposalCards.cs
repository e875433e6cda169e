using ChatOps.Agents.Evidence;
using ChatOps.Agents.Specialists.Proposing;
using ChatOps.Cards;
using ChatOps.Pipelines.Runs;
using ChatOps.Reports;

namespace ChatOps.Conversation.Presentation;

/// <summary>The cards of what specialists propose: those of rules first, those of a model behind them and marked as such, each with its count.</summary>
internal static class ProposalCards
{
    private const int OwnShown = 8;

    private static readonly string[] Types = ["rules.suggest", "schema.suggest", "migrate.suggest"];

    public static IEnumerable<ProposalSummary> ProposalsOf(Run run) => Types.SelectMany(type => StepOutputs.Of<ProposalSummary>(run, type));

    public static IEnumerable<Card> Of(Run run) => ProposalsOf(run).Select(proposal => Proposal(proposal, run.Id));

    private static Card Proposal(ProposalSummary proposal, string runId) => new()
    {
        Title = proposal.Title,
        Subtitle = proposal.Summary,
        Tone = proposal.Fallback is null && proposal.Unusable.Count == 0 ? Tone.Neutral : Tone.Warning,
        Summary = $"{proposal.Title}: {proposal.Summary}",
        Blocks = [.. Blocks(proposal)],
        Actions = [.. Actions(proposal, runId)],
    };

    private static IEnumerable<CardBlock> Blocks(ProposalSummary proposal)
    {
        if (proposal.Own.Count > 0)
            yield return new CardBlock.Table(["Where", "Read off the rows, holds today"], [.. proposal.Own.Take(OwnShown).Select(check => new[] { check.Place, check.Check })]);
        if (proposal.OwnTotal > OwnShown)
            yield return new CardBlock.Text($"And {Figures.Number(proposal.OwnTotal - OwnShown)} more; the file has them all.", Subtle: true);
        if (proposal.Model is { } model)
            yield return new CardBlock.Text($"Proposed by the language model {model}; nothing of it is in force.", Strong: true);
        if (proposal.ByModel.Count > 0)
            yield return new CardBlock.Table(["Where", "Check", "Broken by", "Why"], [.. proposal.ByModel.Select(check => new[] { check.Place, check.Check, check.Cases == 0 ? "nothing" : Figures.Count(check.Cases, "case"), check.Because ?? "" })]);
        if (proposal.Choices.Count > 0)
            yield return new CardBlock.Table(["Where", "Fix that a migration knows", "For", "Why"], [.. proposal.Choices.Select(Row)]);
        foreach (var effect in proposal.Effects)
            yield return new CardBlock.Text(effect, Subtle: true);
        foreach (var reason in proposal.Unusable)
            yield return new CardBlock.Text($"A proposal that cannot be used: {reason}", Tone.Warning, Subtle: true);
        if (proposal.Fallback is { } why)
            yield return new CardBlock.Text($"{why} These are the proposals without it.", Tone.Warning);
        if (proposal.ByModel.Any(check => check.Sql is not null))
            yield return EvidenceBlocks.Sources("The queries behind these figures", [.. proposal.ByModel.Where(check => check.Sql is not null).Select(check => new EvidenceFigure($"{check.Check} of {check.Place}", Figures.Count(check.Cases, "case"), check.Sql!))]);
    }

    private static string[] Row(ProposedChoice choice) =>
    [
        choice.Column is null ? choice.Table : $"{choice.Table} ({choice.Column})",
        choice.Argument is { } argument ? $"{choice.Choice}: {argument}" : choice.Choice,
        choice.Rows is { } rows ? Figures.Count(rows, "case") : "",
        choice.Because ?? "",
    ];

    private static IEnumerable<CardAction> Actions(ProposalSummary proposal, string runId)
    {
        if (proposal.File is not { } file)
            yield break;
        yield return new CardAction.OpenLink("Open the file (YAML)", ArtifactLink.To(file, proposal.Target is null ? "rules.yaml" : "overrides.yaml"));
        yield return new CardAction.Submit("Keep the file", new ActionPayload(ProposalKeeping.Verb, runId, proposal.Digest), ActionStyle.Positive);
    }
}
