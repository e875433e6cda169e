using ChatOps.Agents.Specialists.Migrator;
using ChatOps.Cards;
using ChatOps.Pipelines.Runs;
using ChatOps.Reports;

namespace ChatOps.Conversation.Presentation;

/// <summary>The cards that follow a migration, its dry run, or its rollback.</summary>
internal static class MigrationCards
{
    public static IEnumerable<Card> Of(Run run)
    {
        foreach (var proof in StepOutputs.Of<ProofSummary>(run, "migrate.proof"))
            yield return Proof(proof, run);
        if (!MigrationRuns.Writes(run.Definition))
        {
            foreach (var plan in StepOutputs.Of<DryRunSummary>(run, "migrate.dry-run"))
                yield return DryRun(plan);
        }

        foreach (var step in run.Definition.Steps.Where(step => step.Type == "migrate.dry-run" && run.Steps.Any(item => item.StepId == step.Id && item.Status == StepStatus.Skipped)))
            yield return NotStarted(step.With.GetProperty("source").GetString()!, step.With.GetProperty("target").GetString()!);
        foreach (var rollback in StepOutputs.Of<RollbackSummary>(run, "migrate.rollback"))
            yield return TakenBack(rollback);
    }

    private static Card Proof(ProofSummary proof, Run run) => new()
    {
        Title = $"Migrated {proof.Source} to {proof.Target}: {proof.Verdict}",
        Subtitle = $"{proof.Summary} · in {Figures.Duration(TimeSpan.FromSeconds(proof.Seconds))} · run {run.Id}",
        Tone = proof.Verified == false ? Tone.Bad : proof.Verified is null || proof.Rejected > 0 || proof.NotMade.Count > 0 ? Tone.Warning : Tone.Good,
        Summary = $"Migrated {proof.Source} to {proof.Target}: {proof.Verdict}",
        Blocks = [.. ProofBlocks(proof)],
        Actions =
        [
            new CardAction.OpenLink("Open proof", ArtifactLink.To(proof.Page, "proof.html")),
            new CardAction.OpenLink("Download proof (sealed)", ArtifactLink.To(proof.Proof, "proof.json")),
            new CardAction.Submit("Roll back", new ActionPayload("say", $"roll back {run.Id}"), ActionStyle.Destructive),
        ],
    };

    private static IEnumerable<CardBlock> ProofBlocks(ProofSummary proof)
    {
        const string counted = "the migration's own record in the target, kept in the same transactions as the rows";
        yield return new CardBlock.Facts(
        [
            new Fact("Rows loaded", Figures.Number(proof.Loaded), counted),
            new Fact("Rows rejected", Figures.Number(proof.Rejected), counted),
            new Fact("Checksum", proof.Checksum is { } checksum ? checksum[..16] : "not compared", "SHA-256 over every row of the target that was compared; the proof has it whole, and by table"),
        ]);
        yield return new CardBlock.Table(
            ["Table", "Source", "Loaded", "Rejected"],
            [.. proof.Tables.Select(table => new[] { table.Name, Figures.Number(table.Source), Figures.Number(table.Loaded), Figures.Number(table.Rejected) })]);
        if (proof.Rejects.Count > 0)
            yield return new CardBlock.Table(["Rejected in", "Why", "Rows"], [.. proof.Rejects.Select(reject => new[] { reject.Table, reject.Reason, Figures.Number(reject.Count) })]);
        foreach (var item in proof.NotMade)
            yield return new CardBlock.Text($"Not made: {item}", Tone.Warning);
        yield return new CardBlock.Text("Rolling back drops what the migration made in the target, after a decision of its own.", Subtle: true);
    }

    private static Card DryRun(DryRunSummary plan) => new()
    {
        Title = $"Dry run: {plan.Source} to {plan.Target}",
        Subtitle = plan.Summary,
        Tone = plan.Rejects + plan.NotCarried > 0 ? Tone.Warning : Tone.Good,
        Summary = $"Dry run of {plan.Source} to {plan.Target}: {plan.Summary}",
        Blocks = [.. MigrationBlocks.Plan(plan), new CardBlock.Text("Nothing of it has run.", Subtle: true)],
        Actions =
        [
            new CardAction.OpenLink("Statements (SQL)", ArtifactLink.To(plan.Script, "migration.sql")),
            new CardAction.Submit("Migrate", new ActionPayload("say", $"migrate {plan.Source} to {plan.Target}"), ActionStyle.Positive),
        ],
    };

    private static Card NotStarted(string source, string target) => new()
    {
        Title = $"{source} was not migrated",
        Tone = Tone.Warning,
        Summary = $"{source} was not migrated to {target}: the validation found errors",
        Blocks =
        [
            new CardBlock.Text($"The validation of {source} found errors, so the migration stopped before anything was planned or written in {target}. The report shows each of them."),
            new CardBlock.Text("Mend them and migrate again, or migrate the clean rows: those that do not fit are set aside in the target, each with its reason.", Subtle: true),
        ],
        Actions = [new CardAction.Submit("Migrate the clean rows", new ActionPayload("say", $"migrate the clean rows of {source} to {target}"))],
    };

    private static Card TakenBack(RollbackSummary rollback) => new()
    {
        Title = $"Took the migration into {rollback.Target} back",
        Subtitle = rollback.Summary,
        Tone = Tone.Good,
        Summary = $"Took the migration {rollback.Run} back: {rollback.Summary}",
        Blocks =
        [
            new CardBlock.Table(["Dropped table", "Rows"], [.. rollback.Tables.Select(table => new[] { table.Name, Figures.Number(table.Rows) })]),
            new CardBlock.Text($"Nothing else in {rollback.Target} was touched.", Subtle: true),
        ],
        Actions = [new CardAction.OpenLink("Statements (SQL)", ArtifactLink.To(rollback.Script, "rollback.sql"))],
    };
}
