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
        string.Join("\n\n", [Explanations.OfRun(run), .. explanations.Select((explanation, index) => Text(explanation, SourceAfter(explanations, index, isWhole)))]);

    /// <summary>Explanations in a row that come from one source name it once, after the last of them.</summary>
    private static string? SourceAfter(IReadOnlyList<Explanation> explanations, int index, bool isWhole)
    {
        if (index == explanations.Count - 1)
            return isWhole ? explanations[index].Source : "...";
        return explanations[index + 1].Source == explanations[index].Source ? null : explanations[index].Source;
    }

    private static string Text(Explanation explanation, string? source) =>
        string.Join('\n', (IEnumerable<string>)[explanation.Title, .. explanation.Paragraphs, .. source is null ? Array.Empty<string>() : [source]]);
}
