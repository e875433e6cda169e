using ChatOps.Agents.Planner.Language;

namespace ChatOps.Agents.Planner.Offline;

/// <summary>Reads the words of control. A decision is read only from a message that says nothing else.</summary>
internal static class CommandReader
{
    private static readonly (Concept Concept, ConversationCommand Command)[] Heads =
    [
        (Concept.Connections, ConversationCommand.Connections),
        (Concept.Runs, ConversationCommand.Runs),
        (Concept.Status, ConversationCommand.Status),
        (Concept.Retry, ConversationCommand.Retry),
        (Concept.Cancel, ConversationCommand.Cancel),
        (Concept.Undo, ConversationCommand.Undo),
        (Concept.Rollback, ConversationCommand.Undo),
        (Concept.Why, ConversationCommand.Why),
        (Concept.Explain, ConversationCommand.Explain),
        (Concept.Edit, ConversationCommand.Edit),
        (Concept.Help, ConversationCommand.Help),
    ];

    /// <summary>The command, or null when the text is something else.</summary>
    public static PlannerReply? Read(string text, IReadOnlyList<Item> items, PlannerRequest request)
    {
        if (TopicReference.Find(text, items, request.Catalog.Topics) is { } topic)
            return new PlannerReply.Command(ConversationCommand.Explain, topic);
        var ids = RunReference.Written(text, items);
        var words = RunReference.Without(text, items).Where(item => item.IsSpoken).ToArray();
        if (words.Length == 0 || Enumerable.Range(0, items.Count).Any(at => Hostility.StartsAt(items, at)))
            return null;
        var id = ids.Count > 0 ? ids[0] : RunReference.Find(words, request.Memory);
        var reply = Decision(items, words, id, request) ?? Head(text, words, id, request) ?? Talk(words, request);
        return reply is PlannerReply.Command command && ids.Count > 1 ? OneAtATime(command, ids) : reply;
    }

    private static PlannerReply.SmallTalk OneAtATime(PlannerReply.Command command, IReadOnlyList<string> ids) => new(
        "You named several runs, and I take one at a time. Nothing was done.",
        [.. ids.Take(5).Select(id => $"{command.Name.ToString().ToLowerInvariant()} {id}")]);

    private static PlannerReply? Decision(IReadOnlyList<Item> items, IReadOnlyList<Item> spoken, string? id, PlannerRequest request)
    {
        var suggestions = new Suggestions(request.Catalog, request.Memory);
        // "approve run r-7f3k2q9abc": with its id taken out, the noun before it says nothing more.
        var words = id is null ? spoken : [.. spoken.Where(item => !item.Is(Concept.Run) && WordKey.Of(id) != item.Key)];
        var core = words.Where(item => item.IsAny(Concept.Approve, Concept.Reject) && item.ReadAs is null && !item.Quoted).ToArray();
        if (core.Length == 0 || !words.All(item => core.Contains(item) || IsCourtesy(item)))
            return null;
        if (words.Any(item => item.IsAny(Concept.Retry, Concept.Undo) && !item.IsAny(Concept.Approve)))
            return null;
        var approves = core.All(item => item.Is(Concept.Approve)) && !words.Any(item => item.Is(Concept.Not) && !core.Contains(item));
        var rejects = core.All(item => item.Is(Concept.Reject));
        var isExplicit = core.Any(item => item.Key.StartsWith("appro", StringComparison.Ordinal) || item.Key.StartsWith("reject", StringComparison.Ordinal));
        if (items.Any(item => item.IsMark('?')) || (!approves && !rejects))
            return new PlannerReply.SmallTalk("I did not take that as a decision. To decide, say approve or reject and nothing else.", request.Memory.HasOpenApproval ? ["approve", "reject"] : suggestions.General);
        if (request.Memory.HasOpenApproval || isExplicit || id is not null)
            return new PlannerReply.Command(approves ? ConversationCommand.Approve : ConversationCommand.Reject, id);
        return new PlannerReply.SmallTalk(approves ? "Good. Nothing waits for a yes now; tell me what to do." : "All right. Nothing waits for a decision now.", suggestions.General);
    }

    private static PlannerReply? Head(string text, IReadOnlyList<Item> words, string? id, PlannerRequest request)
    {
        var first = words.FirstOrDefault(item => Heads.Any(head => item.Is(head.Concept)) || !IsLight(item));
        if (first is null || first.Named.Count > 0 || first.Quoted)
            return null;
        foreach (var (concept, command) in Heads)
        {
            if (!first.Is(concept))
                continue;
            if (AsksForWork(words, first, concept))
                return null;
            return command == ConversationCommand.Cancel
                ? CancelReading.Read(text, words, id, request)
                : new PlannerReply.Command(command, id ?? Named(words, command));
        }

        return null;
    }

    // "undo the migration of demo to crm" is about what stands last: there it was written.
    private static string? Named(IReadOnlyList<Item> words, ConversationCommand command)
    {
        var named = words.Where(item => item.Named.Count > 0).Select(item => item.Named[0].Name).ToArray();
        return command == ConversationCommand.Undo ? named.LastOrDefault() : named.FirstOrDefault();
    }

    // "help me validate demo" asks for the work, "stop validating demo" does not.
    private static bool AsksForWork(IReadOnlyList<Item> words, Item first, Concept concept)
    {
        if (concept is Concept.Cancel or Concept.Undo or Concept.Rollback or Concept.Why)
            return first.IsAny(Concept.Validate, Concept.Export, Concept.Check);
        var others = words.Where(item => item != first).ToArray();
        var actions = Intentions.Of(others).Count > 0;
        return actions && (others.Any(item => item.Named.Count > 0 || item.IsLeftover) || others.Any(item => item.IsAny(Concept.Validate, Concept.Export)));
    }

    private static PlannerReply? Talk(Item[] words, PlannerRequest request)
    {
        var suggestions = new Suggestions(request.Catalog, request.Memory);
        if (words[0].Is(Concept.Thanks) ? AsksNothing(words) : words.Any(item => item.Is(Concept.Thanks)) && words.All(item => item.IsAny(Concept.Thanks, Concept.Filler, Concept.Article, Concept.Greeting, Concept.Pronoun)))
            return new PlannerReply.SmallTalk("You are welcome.", suggestions.General);
        if (words[0].Is(Concept.Greeting) && AsksNothing(words) && words.Any(item => item.Is(Concept.Greeting) && !item.Is(Concept.Filler)) || words.All(item => item.Is(Concept.Greeting)))
            return new PlannerReply.SmallTalk("Hello. I can validate, profile, export and migrate your databases, and find unusual rows in them.", suggestions.General);
        return words.All(item => item.IsAny(Concept.Dismiss, Concept.Filler)) && words.Any(item => item.Is(Concept.Dismiss))
            ? request.Memory.Pending is null
                ? new PlannerReply.SmallTalk("All right. No question of mine is open.", suggestions.General)
                : new PlannerReply.Command(ConversationCommand.Dismiss, null)
            : null;
    }

    private static bool AsksNothing(Item[] words) => !words.Any(item => item.Named.Count > 0 || ClauseSplitter.IsCue(item));

    private static bool IsCourtesy(Item item) =>
        item.Named.Count == 0 && item.ReadAs is null && item.IsAny(Concept.Filler, Concept.Pronoun, Concept.Article, Concept.Thanks, Concept.And, Concept.Greeting)
        && !item.IsAny(Concept.Validate, Concept.Export, Concept.Profile, Concept.Check);

    private static bool IsLight(Item item) =>
        item.Named.Count == 0 && item.IsAny(Concept.Filler, Concept.Article, Concept.Asking, Concept.Generic, Concept.Greeting, Concept.All, Concept.Thanks, Concept.Pronoun)
        && !item.IsAny(Concept.Validate, Concept.Export, Concept.Profile, Concept.Check);
}
