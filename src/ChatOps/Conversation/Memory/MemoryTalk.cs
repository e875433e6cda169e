using ChatOps.Agents.Planner;
using ChatOps.Cards;
using ChatOps.Knowledge.Phrases;
using ChatOps.People;
using ChatOps.Reports;

namespace ChatOps.Conversation.Memory;

/// <summary>Shows what the conversation remembers, and forgets it.</summary>
internal sealed class MemoryTalk(Forgetting forgetting, HiddenNames hidden, Replies replies)
{
    /// <summary>What the conversation remembers from then on; null when the words are about something else, and nothing was said.</summary>
    public async Task<ConversationMemory?> AnswerAsync(Turn turn, Person person, Spoken spoken, ConversationMemory memory, CancellationToken cancellationToken)
    {
        switch (spoken.Intent)
        {
            case KnowledgeIntent.ShowMemory:
                await replies.ShowAsync(turn, Show(memory, await forgetting.MessagesAsync(turn.ConversationId, cancellationToken), hidden.For(person)), [], cancellationToken);
                return memory;
            case KnowledgeIntent.Forget:
                await forgetting.ForgetAsync(turn, person.Id, cancellationToken);
                await replies.SayAsync(
                    turn,
                    "I have forgotten this conversation: what was said, the last request and connection, and my question if one was open. Runs, decisions and aliases are records of their own and stay; the audit log keeps digests of the messages and nothing of their words.",
                    ["help"],
                    cancellationToken);
                return new ConversationMemory();
            default:
                return null;
        }
    }

    private static Card Show(ConversationMemory memory, long messages, Func<string, bool> isHidden) => new()
    {
        Title = "What I remember of this conversation",
        Summary = "What I remember of this conversation",
        Blocks =
        [
            new CardBlock.Facts(
            [
                new Fact("Last connection", Shown(memory.LastConnection, isHidden)),
                new Fact("Last request", Shown(memory.LastRequest, isHidden)),
                new Fact("Last run", memory.LastRunId ?? "none"),
                new Fact("Runs that go on", memory.RunsInFlight.Count == 0 ? "none" : string.Join(", ", memory.RunsInFlight.Select(run => run.Id))),
                new Fact("My open question is about", Shown(memory.Pending?.Text, isHidden)),
                new Fact("Aliases used", memory.UsedAliases.Count == 0 ? "none" : string.Join(", ", memory.UsedAliases)),
                new Fact("Messages kept", Figures.Number(messages)),
            ]),
            new CardBlock.Text("Say \"forget this conversation\" to delete it. Aliases, documents and runs are not part of it.", Subtle: true),
        ],
        Actions = [new CardAction.Submit("Forget it all", new ActionPayload("say", "forget it all"), ActionStyle.Destructive)],
    };

    /// <summary>Somebody else in the conversation may have spoken of what this person may not see.</summary>
    private static string Shown(string? text, Func<string, bool> isHidden) => text is null ? "none" : isHidden(text) ? "one that you may not see" : text;
}
