using ChatOps.Agents.Planner.Clauses;
using ChatOps.Agents.Planner.Forbidden;
using ChatOps.Agents.Planner.Language;

namespace ChatOps.Agents.Planner.Spoken;

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

    /// <summary>The word of control, or small talk; null when the text is something else.</summary>
    public static Interpretation? Read(string text, IReadOnlyList<Item> items, PlannerRequest request)
    {
        if (TopicReference.Find(text, items, request.Catalog.Topics) is { } topic)
            return Obeyed(ConversationCommand.Explain, topic);
        string[] ids = [.. RunReference.Written(text, items).Select(run => run.Id).Distinct(StringComparer.Ordinal)];
        var words = RunReference.Without(text, items).Where(item => item.IsSpoken).ToArray();
        if (words.Length == 0 || Enumerable.Range(0, items.Count).Any(at => Hostility.StartsAt(items, at)))
            return null;
        var id = ids.Length > 0 ? ids[0] : RunReference.Find(words, request.Memory);
        var read = Decision(items, words, id, request) ?? Head(words, id, request) ?? (IsCancel(words) ? null : Talk(words, request));
        return read?.Control is { } control && ids.Length > 1 ? OneAtATime(control, ids) : read;
    }

    /// <summary>Obeying it, as an operation.</summary>
    private static Interpretation Obeyed(ConversationCommand name, string? argument) => new()
    {
        Outcome = InterpretationOutcome.Execute,
        Control = new Control(name, argument),
        Operations = name switch
        {
            ConversationCommand.Approve or ConversationCommand.Reject => [new Operation(OperationKind.Decide) { Run = argument, Status = name == ConversationCommand.Approve ? "approved" : "rejected" }],
            ConversationCommand.Runs or ConversationCommand.Status or ConversationCommand.Why => [new Operation(OperationKind.History) { Run = argument }],
            ConversationCommand.Dismiss => [],
            _ => [new Operation(OperationKind.Help)],
        },
    };

    private static Interpretation Said(string talk, IReadOnlyList<string> suggestions) => new() { Outcome = InterpretationOutcome.Execute, Talk = talk, Choices = suggestions };

    private static Interpretation OneAtATime(Control control, IReadOnlyList<string> ids) => Said(
        "You named several runs, and I take one at a time. Nothing was done.",
        [.. ids.Take(5).Select(id => $"{control.Name.ToString().ToLowerInvariant()} {id}")]);

    private static Interpretation? Decision(IReadOnlyList<Item> items, IReadOnlyList<Item> spoken, string? id, PlannerRequest request)
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
            return Said("I did not take that as a decision. To decide, say approve or reject and nothing else.", request.Memory.HasOpenApproval ? ["approve", "reject"] : suggestions.General);
        if (request.Memory.HasOpenApproval || isExplicit || id is not null)
            return Obeyed(approves ? ConversationCommand.Approve : ConversationCommand.Reject, id);
        return Said(approves ? "Good. Nothing waits for a yes now; tell me what to do." : "All right. Nothing waits for a decision now.", suggestions.General);
    }

    // "never mind, stop it"
    private static bool IsCancel(IReadOnlyList<Item> words) => words.FirstOrDefault(item => item.Is(Concept.Cancel) || !IsLight(item))?.Is(Concept.Cancel) == true;

    private static Interpretation? Head(IReadOnlyList<Item> words, string? id, PlannerRequest request)
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
            // Which runs are meant is read with everything else; with none, it is the question that is dropped.
            return command != ConversationCommand.Cancel ? Obeyed(command, id ?? Named(words, command))
                : id is null && request.Memory is { RunsInFlight.Count: 0, Pending: not null } ? Obeyed(ConversationCommand.Dismiss, null)
                : null;
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

    private static Interpretation? Talk(Item[] words, PlannerRequest request)
    {
        var suggestions = new Suggestions(request.Catalog, request.Memory);
        if (words[0].Is(Concept.Thanks) ? AsksNothing(words) : words.Any(item => item.Is(Concept.Thanks)) && words.All(item => item.IsAny(Concept.Thanks, Concept.Filler, Concept.Article, Concept.Greeting, Concept.Pronoun)))
            return Said("You are welcome.", suggestions.General);
        if (words[0].Is(Concept.Greeting) && AsksNothing(words) && words.Any(item => item.Is(Concept.Greeting) && !item.Is(Concept.Filler)) || words.All(item => item.Is(Concept.Greeting)))
            return Said("Hello. I can validate, profile, export and migrate your databases, and find unusual rows in them.", suggestions.General);
        return words.All(item => item.IsAny(Concept.Dismiss, Concept.Filler)) && words.Any(item => item.Is(Concept.Dismiss))
            ? request.Memory.Pending is null
                ? Said("All right. No question of mine is open.", suggestions.General)
                : Obeyed(ConversationCommand.Dismiss, null)
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
