using System.Security.Cryptography;
using ChatOps.Agents.Planner;
using ChatOps.People;
using ChatOps.Pipelines.Policy;
using ChatOps.Pipelines.State;

namespace ChatOps.Conversation;

/// <summary>Answers one turn: finds out who speaks, what they want, and hands it to the part that does it. Every turn gets an answer.</summary>
internal sealed class Dialog(
    PeopleDirectory people,
    DialogCatalog catalog,
    IPlanner planner,
    ConversationStore store,
    PlanProposer proposer,
    SpokenCommands commands,
    PressedButtons buttons,
    Replies replies,
    ILogger<Dialog> logger)
{
    public async Task AnswerAsync(Turn turn, CancellationToken cancellationToken)
    {
        try
        {
            if (people.Find(turn.Channel, turn.Identity) is not { } person || person.Roles == Roles.None)
                await replies.SayAsync(turn, Stranger(turn), [], cancellationToken);
            else if (turn.Action is { } action)
                await buttons.PressAsync(turn, person, action, HearAsync, cancellationToken);
            else
                await HearAsync(turn, person, turn.Text ?? "", cancellationToken);
        }
        catch (Exception problem) when (problem is not OperationCanceledException and not StateUnavailableException)
        {
            var incident = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
            Log.TurnFailed(logger, problem, incident, turn.Id);
            await replies.SayAsync(
                turn,
                $"Something went wrong on my side, and I did not finish what you asked. Please try again; if it happens again, tell your administrator the incident number {incident}.",
                ["status", "help"],
                cancellationToken);
        }
    }

    private async Task HearAsync(Turn turn, Person person, string text, CancellationToken cancellationToken)
    {
        var memory = await RecallAsync(turn, cancellationToken);
        var request = new PlannerRequest { Text = text, Catalog = catalog.For(person), Memory = memory };
        var reply = await planner.PlanAsync(request, cancellationToken);
        await store.RememberAsync(turn.ConversationId, Remember(memory, reply, text), cancellationToken);
        switch (reply)
        {
            case PlannerReply.Execute execute:
                await proposer.ProposeAsync(turn, person, execute.Plan, leftOut: null, cancellationToken);
                break;
            case PlannerReply.Partial partial:
                await proposer.ProposeAsync(turn, person, partial.Plan, partial.Reason, cancellationToken);
                break;
            case PlannerReply.Clarify clarify:
                await replies.SayAsync(turn, clarify.Question, clarify.Choices, cancellationToken);
                break;
            case PlannerReply.Refuse refuse:
                await replies.SayAsync(turn, refuse.Reason, refuse.Suggestions, cancellationToken);
                break;
            case PlannerReply.SmallTalk talk:
                await replies.SayAsync(turn, talk.Text, talk.Suggestions, cancellationToken);
                break;
            case PlannerReply.Unknown unknown:
                await replies.SayAsync(turn, unknown.Text, unknown.Suggestions, cancellationToken);
                break;
            case PlannerReply.Command command:
                await commands.ObeyAsync(turn, person, command, memory, cancellationToken);
                break;
        }
    }

    private async Task<ConversationMemory> RecallAsync(Turn turn, CancellationToken cancellationToken)
    {
        var memory = await store.RecallAsync(turn.ConversationId, cancellationToken);
        var (inFlight, hasOpenApproval) = await commands.InFlightAsync(turn, cancellationToken);
        return memory with { RunsInFlight = inFlight, HasOpenApproval = hasOpenApproval };
    }

    private static ConversationMemory Remember(ConversationMemory memory, PlannerReply reply, string text) => reply switch
    {
        PlannerReply.Execute { Plan: var plan } => memory with { Pending = null, LastRequest = text, LastConnection = plan.Connections.FirstOrDefault() ?? memory.LastConnection },
        PlannerReply.Partial { Plan: var plan } => memory with { Pending = null, LastRequest = text, LastConnection = plan.Connections.FirstOrDefault() ?? memory.LastConnection },
        PlannerReply.Clarify clarify => memory with { Pending = clarify.Understood },
        PlannerReply.SmallTalk or PlannerReply.Unknown => memory,
        _ => memory with { Pending = null },
    };

    private static string Stranger(Turn turn) =>
        $"I do not know you here, so I did nothing. Ask an administrator to add the identity {turn.Channel}:{turn.Identity} to a person in the People section of the configuration.";
}
