using ChatOps.Agents.Planner;
using ChatOps.Agents.Specialists.Proposing;
using ChatOps.Database.Connections;
using ChatOps.Knowledge.Phrases;
using ChatOps.People;

namespace ChatOps.Conversation;

/// <summary>Answers who wants a specialist to propose something. It starts runs that only read.</summary>
internal sealed class ProposalTalk(DialogCatalog catalog, PlanProposer proposer, Replies replies)
{
    private static readonly string[] Again = ["it", "this", "that", "es", "das", "dieses", "esto", "eso"];

    /// <summary>What the conversation remembers from then on, or null when the words are about something else; then nothing was said.</summary>
    public async Task<ConversationMemory?> AnswerAsync(Turn turn, Person person, Spoken spoken, ConversationMemory memory, CancellationToken cancellationToken)
    {
        if (spoken.Intent is not (KnowledgeIntent.SuggestChecks or KnowledgeIntent.SuggestKeys or KnowledgeIntent.SuggestChoices))
            return null;
        var asked = spoken.Intent == KnowledgeIntent.SuggestChoices ? spoken.Name : spoken.Text;
        var (connection, target) = (Find(person, asked, memory), spoken.Intent == KnowledgeIntent.SuggestChoices ? Find(person, spoken.Text, memory) : null);
        if (connection is null || (target is null && spoken.Intent == KnowledgeIntent.SuggestChoices))
        {
            var unknown = connection is null ? asked : spoken.Text;
            await replies.SayAsync(turn, unknown.Length == 0 ? "For which connection?" : $"I know no connection named {unknown}.", ["connections"], cancellationToken);
            return memory with { Pending = null };
        }

        var plan = spoken.Intent switch
        {
            KnowledgeIntent.SuggestChecks => ProposalPlans.Checks(connection.Name),
            KnowledgeIntent.SuggestKeys => ProposalPlans.Keys(connection.Name),
            _ => ProposalPlans.Choices(connection.Name, target!.Name),
        };
        var run = await proposer.ProposeAsync(turn, person, plan, leftOut: null, cancellationToken);
        return memory with { Pending = null, LastConnection = connection.Name, LastRunId = run ?? memory.LastRunId };
    }

    /// <summary>By name or alias as they are; what the person may not see is not there. "It" and nothing are the last one, or the only one.</summary>
    private DatabaseConnection? Find(Person person, string name, ConversationMemory memory)
    {
        var visible = catalog.Visible(person).ToList();
        if (name.Length == 0 || Again.Contains(name, StringComparer.OrdinalIgnoreCase))
            return visible.Find(connection => connection.Name.Equals(memory.LastConnection, StringComparison.OrdinalIgnoreCase)) ?? (visible is [var only] ? only : null);
        return visible.Find(connection => connection.Aliases.Prepend(connection.Name).Contains(name, StringComparer.OrdinalIgnoreCase));
    }
}
