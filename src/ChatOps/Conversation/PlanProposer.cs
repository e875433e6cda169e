using ChatOps.Agents.Evidence;
using ChatOps.Agents.Planner;
using ChatOps.Agents.Specialists.ReportWriter;
using ChatOps.Conversation.Presentation;
using ChatOps.People;
using ChatOps.Pipelines.Engine;
using ChatOps.Pipelines.Policy;

namespace ChatOps.Conversation;

/// <summary>Hands a plan to the engine and has its card shown. Reading starts at once; what needs a decision waits for it.</summary>
internal sealed class PlanProposer(
    PipelineEngine engine, EvidenceCollector evidence, ConversationStore store, RunAnnouncer announcer, DialogCatalog catalog, Replies replies)
{
    /// <summary>Returns the id of the run, or null when there is none; the person has been told why.</summary>
    public async Task<string?> ProposeAsync(Turn turn, Person person, Plan plan, string? leftOut, CancellationToken cancellationToken)
    {
        if (plan.Connections.FirstOrDefault(name => !person.MaySee(name)) is { } hidden)
        {
            // The same words as for a name that does not exist: what somebody may not see, they do not learn of.
            await replies.SayAsync(turn, $"I know no connection named {hidden}.", ["connections"], cancellationToken);
            return null;
        }

        var inTheirWords = plan with { Definition = ReportLanguage.For(plan.Definition, turn.Text) };
        return await SubmitAsync(turn, person, inTheirWords, leftOut, replaces: null, cancellationToken);
    }

    /// <summary>A new version of a plan that has not been decided; the old one is withdrawn in the same step.</summary>
    public Task<string?> ReviseAsync(Turn turn, Person person, Plan plan, string replaces, CancellationToken cancellationToken) =>
        SubmitAsync(turn, person, plan, leftOut: null, replaces, cancellationToken);

    private async Task<string?> SubmitAsync(
        Turn turn, Person person, Plan plan, string? leftOut, string? replaces, CancellationToken cancellationToken)
    {
        if (!person.Roles.HasFlag(Roles.Operator))
        {
            await replies.SayAsync(turn, "You may ask and look, but not start runs, so nothing was started. An administrator can give you the role operator.", ["runs", "help"], cancellationToken);
            return null;
        }

        var gathered = await evidence.CollectAsync(plan, plan.Reads.Count > 0 ? plan.Reads : PlanTables.Of(plan.Definition), cancellationToken);
        var outcome = await engine.SubmitAsync(
            new RunRequest
            {
                Definition = plan.Definition,
                RequestedBy = person.ToActor(turn.SignedInAt),
                Origin = Origin.Of(turn).ToString(),
                IdempotencyKey = $"{turn.Channel}/{turn.Id}",
                Replaces = replaces,
            },
            cancellationToken);
        switch (outcome)
        {
            case SubmitOutcome.Accepted accepted:
                var proposal = Proposal.Of(accepted.Run.Id, plan, gathered) with { LeftOut = leftOut };
                await store.SaveProposalAsync(Origin.Of(turn), accepted.Approvals.Count > 0 || MigrationRuns.Writes(plan.Definition) ? await WithTablesAsync(proposal, plan, cancellationToken) : proposal, cancellationToken);
                await announcer.AnnounceAsync(proposal.RunId, cancellationToken);
                return proposal.RunId;
            case SubmitOutcome.Invalid invalid:
                await replies.SayAsync(turn, "I could not make a plan that holds, so nothing was started: " + string.Join(" ", invalid.Findings.Select(finding => finding.Message)), ["help"], cancellationToken);
                break;
            case SubmitOutcome.Refused refused:
                await replies.SayAsync(turn, refused.Reason, ["help"], cancellationToken);
                break;
        }

        return null;
    }

    private async Task<Proposal> WithTablesAsync(Proposal proposal, Plan plan, CancellationToken cancellationToken) => proposal with
    {
        Tables = (MigrationRuns.SourceOf(plan.Definition) ?? (plan.Connections is [var only] ? only : null)) is { } source ? await catalog.ReadTablesAsync(source, cancellationToken) : [],
        Chosen = PlanTables.Of(plan.Definition),
    };
}
