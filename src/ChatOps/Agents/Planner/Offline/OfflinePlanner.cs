using ChatOps.Agents.Planner.Language;
using ChatOps.Agents.Planner.Reading;

namespace ChatOps.Agents.Planner.Offline;

/// <summary>
/// The planner that needs no model: a lexicon, a small grammar and fuzzy names. The same request in the same
/// conversation always gets the same reply. It asks where it is not sure, and never starts anything.
/// </summary>
public sealed class OfflinePlanner : IPlanner
{
    private readonly Lexicon _lexicon = Lexicon.Default;
    private readonly Interpreter _interpreter = new();

    public async Task<PlannerReply> PlanAsync(PlannerRequest request, CancellationToken cancellationToken)
    {
        var text = RequestText.Clean(request.Text);
        var tagger = new Tagger(_lexicon, request.Catalog.Connections);
        var items = tagger.Tag(text.Value);
        if (!items.Any(item => item.Kind != TokenKind.Punctuation))
            return AskedOnly(items) ? new PlannerReply.Command(ConversationCommand.Help, null) : new Suggestions(request.Catalog, request.Memory).NotUnderstood("");
        var reader = new RequestReader(request, tagger);
        if (request.Memory.Pending is { } pending
            && PendingAnswers.Read(text.Value, items, pending, request) is { } answer)
        {
            return answer.Reply ?? await reader.ReadAsync(answer.Text!, answer.Resolved, answer.About, cancellationToken);
        }

        var reply = CommandReader.Read(text.Value, items, request) ?? await reader.ReadAsync(text.Value, [], null, cancellationToken);
        if (MayDoLess(reply))
            reply = new ReachOfChat(request).Held(reply, await _interpreter.InterpretAsync(request, cancellationToken));
        return text.WasCut && reply is not PlannerReply.Command ? ReplyNotes.With(reply, $"I read the first {RequestText.Limit} characters of your message only.") : reply;
    }

    /// <summary>A question about what was said does no less than was asked; what to do at all is asked only when nothing else was read.</summary>
    private static bool MayDoLess(PlannerReply reply) => reply is not (PlannerReply.SmallTalk or PlannerReply.Clarify { Understood.Slot: not PendingSlot.Action });

    private static bool AskedOnly(IReadOnlyList<Item> items) => items.Count > 0 && items.All(item => item.IsMark('?'));
}
