using ChatOps.Agents.Explaining;
using ChatOps.Agents.Planner;
using ChatOps.Conversation.Presentation;
using ChatOps.Pipelines.Runs;
using ChatOps.Reports;

namespace ChatOps.Conversation;

/// <summary>Explains a run in words: how it went, and what the specialists say about what it found.</summary>
internal sealed class RunTalk(RunExplanations explanations, Replies replies, TimeProvider clock)
{
    /// <summary>Answers the turn. Where the channel can show it, the answer grows sentence by sentence.</summary>
    /// <param name="run">One that the person may see.</param>
    public async Task ExplainAsync(Turn turn, Run run, ConversationMemory memory, CancellationToken cancellationToken)
    {
        var draft = replies.BeginDraft(turn, clock);
        var explained = await explanations.ExplainAsync(
            run, SpokenLanguage.Of(turn.Text ?? "", memory.LastRequest), cancellationToken,
            draft is null ? null : begun => draft.ShowAsync(Text(run, begun, isWhole: false), cancellationToken));
        await replies.SayAsync(turn, Text(run, explained, isWhole: true), [], cancellationToken);
    }

    private static string Text(Run run, IReadOnlyList<Explanation> explanations, bool isWhole) =>
        string.Join("\n\n", explanations.Select((explanation, index) => Text(explanation, isWhole || index < explanations.Count - 1)).Prepend(Explanations.OfRun(run)));

    private static string Text(Explanation explanation, bool isWhole) =>
        string.Join('\n', [explanation.Title, .. explanation.Paragraphs, isWhole ? explanation.Source : "..."]);
}
