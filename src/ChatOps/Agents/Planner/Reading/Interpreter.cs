using ChatOps.Agents.Planner.Forbidden;
using ChatOps.Agents.Planner.Language;
using ChatOps.Agents.Planner.Spoken;

namespace ChatOps.Agents.Planner.Reading;

/// <summary>
/// Reads what a person wrote as operations, whether or not this installation can carry them out: what is asked for,
/// about what, when and under which condition. It asks where it is not sure, refuses what is never done, and starts nothing.
/// Everything that reads requests reads them here.
/// </summary>
public sealed class Interpreter
{
    /// <summary>Answers every text, also an empty or a hostile one.</summary>
    public async Task<Interpretation> InterpretAsync(PlannerRequest request, CancellationToken cancellationToken)
    {
        var text = RequestText.Clean(request.Text);
        var read = await ReadAsync(request with { Text = text.Value }, cancellationToken);
        return text.WasCut ? Noted(read, $"I read the first {RequestText.Limit} characters of your message only.") : read;
    }

    private async Task<Interpretation> ReadAsync(PlannerRequest request, CancellationToken cancellationToken)
    {
        if (Disguise.Hidden(request.Text) is { } hidden)
            return new Interpretation { Outcome = InterpretationOutcome.Refuse, Reason = hidden, Choices = new Suggestions(request.Catalog, request.Memory).General };
        if (request.Memory.Pending is { } pending && PendingAnswers.Read(pending, request) is { } answer)
            return answer.Read ?? await ReadAsync(answer.Request!, cancellationToken);
        request = await RememberedAsync(request, cancellationToken);
        var speech = await Speech.OfAsync(request.Text, request, cancellationToken);
        var verdict = new Verdict(speech, request);
        if (Decisions.Read(speech, request) is { } decision)
            return await verdict.OfAsync([decision], cancellationToken);
        if (Wordless(speech) is { } wordless)
            return wordless;
        var said = CommandReader.Read(speech.Text, speech.Said, request);
        if (said is not null && Stands(said, speech))
            return said;
        var rules = new ClauseRules(speech, request);
        var parts = await PartsAsync(rules, speech, request, cancellationToken);
        if (parts is [{ Again: { } text }])
            return await ReadAsync(request with { Text = text, Resolved = [], Memory = request.Memory with { LastRequest = null, LastOperations = [] } }, cancellationToken);
        var read = await verdict.OfAsync(parts, cancellationToken);
        return Controlled(read with { Request = RepeatableRequest.Of(read, speech, request, rules.Places) }, said, speech);
    }

    // What was asked last in words is what was done last.
    private async Task<PlannerRequest> RememberedAsync(PlannerRequest request, CancellationToken cancellationToken)
    {
        if (request.Memory is not { LastRequest: { } said, LastOperations.Count: 0 })
            return request;
        var last = await InterpretAsync(request with { Text = said, Memory = new ConversationMemory(), Resolved = [], Confirmed = null }, cancellationToken);
        return request with { Memory = request.Memory with { LastOperations = [.. last.Operations.Where(operation => operation.Kind != OperationKind.Verify)] } };
    }

    private static async Task<IReadOnlyList<Part>> PartsAsync(ClauseRules rules, Speech speech, PlannerRequest request, CancellationToken cancellationToken)
    {
        var followUps = new FollowUps(speech, request);
        if (speech.Clauses.All(clause => clause.Obstacle is null) && AsksOnlyToUndo(speech) && followUps.Undo() is { } undone)
            return [undone];
        if (IsTheSame(speech, request) && followUps.Repeat(rules.Named(speech.Items), isSaid: true) is { } repeated)
            return [repeated];
        if (Questions.IsOne(speech.Clauses))
            return await rules.AskAsync(speech.Clauses[0], cancellationToken) is { } asked ? [asked] : [Otherwise(speech, request, followUps, rules)];
        var parts = new List<Part>();
        foreach (var clause in speech.Clauses)
        {
            if (clause.Obstacle is { } obstacle)
                parts.Add(new Part { Refusal = obstacle });
            else if (await rules.ReadAsync(clause, cancellationToken) is { } part && !IsWhy(part, parts))
                parts.Add(part);
        }

        // What is hostile in the whole sentence stays so, however it was taken apart.
        if (parts.All(part => part.Refusal is null) && Enumerable.Range(0, speech.Items.Count).FirstOrDefault(at => Hostility.StartsAt(speech.Items, at), -1) is var hostile and >= 0)
            parts.Add(new Part { Refusal = Hostility.Reason(speech.Items, hostile) });
        return parts.Count > 0 ? parts : [Otherwise(speech, request, followUps, rules)];
    }

    // "the same dry run, but for sakila": what is to be done is named by its kind only.
    private static bool IsTheSame(Speech speech, PlannerRequest request) =>
        speech.Clauses is [{ Obstacle: null, Actions.Count: > 0, Target.Count: 0 } clause] && clause.Has(Concept.Same) && !clause.Items.Any(item => item.IsAny(Concept.Asking, Concept.RowCounts, Concept.Pronoun))
        && clause.Items.Any(item => item.Named.Count > 0) && WorkRules.KindsOf(clause).All(kind => request.Memory.LastOperations.Any(operation => operation.Kind == kind));

    // "open a ticket, because DWH-LOAD failed": no look at what ran.
    private static bool IsWhy(Part part, List<Part> before) =>
        part.Operations is [{ Kind: OperationKind.History }] && before.Count > 0 && before[^1].Operations is [.., { Kind: OperationKind.Ticket or OperationKind.Notify }];

    private static bool AsksOnlyToUndo(Speech speech) =>
        speech.Clauses.Any(clause => clause.Items.Any(item => item.IsAny(Concept.Undo, Concept.Rollback)))
        && !speech.Clauses.Any(clause => clause.Target.Count > 0 || clause.Items.Any(item => item.IsAny(Concept.Validate, Concept.Export, Concept.Backup, Concept.Compare, Concept.Profile, Concept.Send)));

    // Nothing of it is a request by itself.
    private static Part Otherwise(Speech speech, PlannerRequest request, FollowUps followUps, ClauseRules rules)
    {
        var named = rules.Named(speech.Items);
        var goesOn = speech.Items.Any(item => item.Is(Concept.GoOn));
        if (goesOn && request.Memory.LastOperations.Count == 0)
            return Part.Ask("What should I run? Say a job, or what to do on which database.", []);
        var repeats = goesOn || speech.Items.Any(item => item.IsAny(Concept.Same, Concept.Again, Concept.Retry, Concept.Instead)) || speech.Says(Concept.Pronoun) || (speech.Says(Concept.RunVerb) && named.Count == 0);
        if ((repeats || named.Count > 0 && request.Memory.LastOperations.Count > 0) && followUps.Repeat(named, repeats) is { } repeated)
            return repeated;
        if (named.Count == 0 && speech.Items.Any(item => item.Is(Concept.Help) && item.ReadAs is null))
            return Part.Of(new Operation(OperationKind.Help));
        if (speech.Clauses.Any(clause => clause.IsNegated))
            return new Part();
        return named.Count > 0 ? AskWhatToDo(named) : NotUnderstood(speech.Text);
    }

    private static Part AskWhatToDo(IReadOnlyList<string> named) =>
        Part.Ask($"What should I do with {Part.Listed(named)}?", Suggestions.For(named[0]), new Operation(OperationKind.Profile) { Database = named[0] }) with { Slot = PendingSlot.Action, Mention = named[0] };

    private static Part NotUnderstood(string text) => new()
    {
        Question = $"I did not understand \"{Names.ConnectionResolver.Shown(text)}\", so nothing was started. Which database, job or run is it about, and what should I do: validate, profile, export, migrate, find unusual rows, or answer a question about its data?",
        IsUnknown = true,
    };

    private static Interpretation? Wordless(Speech speech)
    {
        if (speech.Said.Any(item => item.Kind != TokenKind.Punctuation))
            return null;
        return speech.Said.Any(item => item.IsMark('?'))
            ? new Interpretation { Outcome = InterpretationOutcome.Execute, Operations = [new Operation(OperationKind.Help)], Control = new Control(ConversationCommand.Help, null) }
            : new Interpretation { Outcome = InterpretationOutcome.Clarify, Question = "Your message has no words in it. What should I do, and with which database?", IsUnknown = true };
    }

    /// <summary>A word of control or small talk is all that was said; what is said about runs and work is read further.</summary>
    private static bool Stands(Interpretation said, Speech speech)
    {
        if (speech.Time.Recurs || speech.Clauses.Any(clause => clause.Obstacle is not null))
            return false;
        if (said.Control is null or { Name: ConversationCommand.Help or ConversationCommand.Connections })
            return !speech.Said.Any(item => item.Job is not null || item.Named.Count > 0) && (said.Control is not null || !speech.Said.Any(item => item.Is(Concept.GoOn)));
        return said.Control.Name is ConversationCommand.Approve or ConversationCommand.Reject or ConversationCommand.Dismiss or ConversationCommand.Explain or ConversationCommand.Edit;
    }

    /// <summary>What was read, as the word of control that it was said with, where the two are about the same.</summary>
    private static Interpretation Controlled(Interpretation read, Interpretation? said, Speech speech)
    {
        if (said?.Control is not { } control || read.Outcome is InterpretationOutcome.Refuse or InterpretationOutcome.Confirm)
            return read;
        return control.Name switch
        {
            ConversationCommand.Runs or ConversationCommand.Status or ConversationCommand.Why when read.Operations.Count == 0 && !read.Understood.Any(operation => operation.Kind == OperationKind.Query) => said,
            ConversationCommand.Runs or ConversationCommand.Status or ConversationCommand.Why => read.Operations.All(operation => operation.Kind == OperationKind.History) ? read with { Control = control } : read,
            ConversationCommand.Retry => speech.Items.Any(item => item.Named.Count > 0) ? read : read with { Control = control },
            ConversationCommand.Undo => read with { Control = control },
            _ => read,
        };
    }

    private static Interpretation Noted(Interpretation read, string note) => read.Outcome switch
    {
        InterpretationOutcome.Refuse => read with { Reason = $"{read.Reason} {note}" },
        InterpretationOutcome.Clarify => read with { Question = $"{note} {read.Question}" },
        _ => read with { Assumptions = [.. read.Assumptions, note] },
    };
}
