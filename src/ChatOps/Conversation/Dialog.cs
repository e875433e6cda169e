using System.Security.Cryptography;
using ChatOps.Agents.Planner;
using ChatOps.Agents.Planner.Language;
using ChatOps.Conversation.Aliases;
using ChatOps.People;
using ChatOps.Pipelines.Policy;
using ChatOps.Pipelines.State;

namespace ChatOps.Conversation;

/// <summary>Answers one turn: finds out who speaks, what they want, and hands it to the part that does it. Every turn gets an answer.</summary>
internal sealed class Dialog(
    PeopleDirectory people,
    DialogCatalog catalog,
    KnowledgeTalk knowledge,
    AliasReader aliases,
    IPlanner planner,
    ConversationStore store,
    PlanProposer proposer,
    SpokenCommands commands,
    PressedButtons buttons,
    Replies replies,
    ILogger<Dialog> logger)
{
    /// <summary>A press on a suggestion: its words are taken as if typed.</summary>
    private const string SayVerb = "say";

    private const int AliasesKept = 10;

    /// <summary>Answers, and returns what the conversation remembers from then on; null when nothing changed.</summary>
    public async Task<ConversationMemory?> AnswerAsync(Turn turn, CancellationToken cancellationToken)
    {
        try
        {
            if (people.Find(turn.Channel, turn.Identity) is { } person && person.Roles != Roles.None)
                return await AnswerAsync(turn, person, cancellationToken);
            await replies.SayAsync(turn, Stranger(turn), [], cancellationToken);
            return null;
        }
        catch (Exception problem) when (problem is not StateUnavailableException && !cancellationToken.IsCancellationRequested)
        {
            var incident = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
            Log.TurnFailed(logger, problem, incident, turn.Id);
            await replies.SayAsync(
                turn,
                $"Something went wrong on my side, and I did not finish what you asked. Please try again; if it happens again, tell your administrator the incident number {incident}.",
                ["status", "help"],
                cancellationToken);
            return null;
        }
    }

    /// <summary>For a turn whose answering stopped the program again and again.</summary>
    public async Task<ConversationMemory?> GiveUpAsync(Turn turn, CancellationToken cancellationToken)
    {
        await replies.SayAsync(
            turn, "I stopped several times while working on this message, so I leave it alone now; nothing of it is running. Please say it in other words, and tell your administrator.", ["status", "help"], cancellationToken);
        return null;
    }

    private async Task<ConversationMemory?> AnswerAsync(Turn turn, Person person, CancellationToken cancellationToken)
    {
        var memory = await RecallAsync(turn, cancellationToken);
        if (turn.Action is { Verb: not SayVerb } action)
            return await buttons.PressAsync(turn, person, action, cancellationToken) is { } pressed ? memory with { LastRunId = pressed } : null;
        var text = turn.Action?.Id ?? turn.Text ?? "";
        if (memory.Pending is { Slot: PendingSlot.Alias } question)
            (text, memory) = (AliasAnswer.Read(text, question) ?? text, memory with { Pending = null });
        text = Said(text);
        if (await knowledge.AnswerAsync(turn, person, text, memory, cancellationToken) is { } known)
            return known;
        var (reply, used) = await ReadAsync(person, text, memory, cancellationToken);
        var startedRun = await CarryOutAsync(turn, person, reply, memory, cancellationToken);
        var remembered = Remember(memory with { UsedAliases = [.. used.Concat(memory.UsedAliases).Distinct().Take(AliasesKept)] }, reply);
        return startedRun is null ? remembered : remembered with { LastRunId = startedRun };
    }

    /// <summary>The words without signs that nobody sees and without the name of the bot before them; a text that is longer than what is read stays as it is.</summary>
    private static string Said(string text)
    {
        if (RequestText.Clean(text) is not { WasCut: false, Value: var clean })
            return text;
        return clean.StartsWith('@') && clean.IndexOf(' ', StringComparison.Ordinal) is > 0 and var end ? clean[(end + 1)..].TrimStart() : clean;
    }

    /// <summary>What the text comes to, and the aliases in it.</summary>
    private async Task<(PlannerReply Reply, IReadOnlyList<string> Used)> ReadAsync(Person person, string text, ConversationMemory memory, CancellationToken cancellationToken)
    {
        var known = catalog.For(person);
        var reading = await aliases.ReadAsync(person, text, known, memory, cancellationToken);
        var reply = reading.Reply ?? reading.Complete(await planner.PlanAsync(new PlannerRequest { Text = reading.Text, Catalog = known, Memory = memory }, cancellationToken));
        return (reply, reading.Used);
    }

    /// <summary>Returns the id of the run that it started, or null.</summary>
    private async Task<string?> CarryOutAsync(Turn turn, Person person, PlannerReply reply, ConversationMemory memory, CancellationToken cancellationToken)
    {
        switch (reply)
        {
            case PlannerReply.Execute execute:
                return await proposer.ProposeAsync(turn, person, execute.Plan, leftOut: null, cancellationToken);
            case PlannerReply.Partial partial:
                return await proposer.ProposeAsync(turn, person, partial.Plan, partial.Reason, cancellationToken);
            case PlannerReply.Clarify clarify:
                await replies.SayAsync(turn, clarify.Question, clarify.Choices, cancellationToken);
                break;
            case PlannerReply.Confirm confirm:
                await replies.SayAsync(turn, confirm.Question, confirm.Choices, cancellationToken);
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
                return await commands.ObeyAsync(turn, person, command, memory, cancellationToken);
            case PlannerReply.Commands several:
                foreach (var command in several.All)
                    await commands.ObeyAsync(turn, person, command, memory, cancellationToken);
                break;
        }

        return null;
    }

    private async Task<ConversationMemory> RecallAsync(Turn turn, CancellationToken cancellationToken)
    {
        var memory = await store.RecallAsync(turn.ConversationId, cancellationToken);
        var (inFlight, hasOpenApproval) = await commands.InFlightAsync(turn, cancellationToken);
        return memory with { RunsInFlight = inFlight, HasOpenApproval = hasOpenApproval };
    }

    private static ConversationMemory Remember(ConversationMemory memory, PlannerReply reply) => reply switch
    {
        PlannerReply.Execute { Plan: var plan } => Remember(memory, plan),
        PlannerReply.Partial { Plan: var plan } => Remember(memory, plan),
        PlannerReply.Confirm confirm => memory with { Pending = confirm.Understood },
        PlannerReply.Clarify clarify => memory with { Pending = clarify.Understood },
        PlannerReply.SmallTalk or PlannerReply.Unknown => memory,
        _ => memory with { Pending = null },
    };

    private static ConversationMemory Remember(ConversationMemory memory, Plan plan) => memory with
    {
        Pending = null,
        LastRequest = plan.Request ?? memory.LastRequest,
        LastOperations = plan.Request is null ? memory.LastOperations : plan.Operations,
        LastConnection = plan.Connections.FirstOrDefault() ?? memory.LastConnection,
    };

    private static string Stranger(Turn turn) =>
        $"I do not know you here, so I did nothing. Ask an administrator to add the identity {turn.Channel}:{turn.Identity} to a person in the People section of the configuration.";
}
