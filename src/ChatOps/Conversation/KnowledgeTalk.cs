using ChatOps.Agents.Planner;
using ChatOps.Conversation.Aliases;
using ChatOps.Conversation.Checks;
using ChatOps.Conversation.Documents;
using ChatOps.Conversation.Memory;
using ChatOps.Knowledge.Phrases;
using ChatOps.People;

namespace ChatOps.Conversation;

/// <summary>Answers what is said about knowledge itself, and who wants something proposed, before anything is read as a request about databases.</summary>
internal sealed class KnowledgeTalk(PhraseBook phrases, AliasTalk aliases, DocumentTalk documents, CheckTalk checks, MemoryTalk memories, ProposalTalk proposals)
{
    /// <summary>What the conversation remembers from then on, or null when the text is about something else; then nothing was said.</summary>
    public async Task<ConversationMemory?> AnswerAsync(Turn turn, Person person, string text, ConversationMemory memory, CancellationToken cancellationToken)
    {
        if (phrases.Read(text) is not { } spoken)
            return null;
        if (await proposals.AnswerAsync(turn, person, spoken, memory, cancellationToken) is { } proposed)
            return proposed;
        return await aliases.AnswerAsync(turn, person, spoken, memory, cancellationToken) || await documents.AnswerAsync(turn, spoken, cancellationToken)
            ? memory with { Pending = null }
            : await checks.AnswerAsync(turn, person, spoken, memory, cancellationToken) ?? await memories.AnswerAsync(turn, person, spoken, memory, cancellationToken);
    }
}
