using ChatOps.Agents.Planner.Language;
using ChatOps.Agents.Planner.Offline;

namespace ChatOps.Agents.Planner.Reading;

/// <summary>
/// Reads what a person wrote as operations, whether or not this installation can carry them out: what is asked for,
/// about what, when and under which condition. It asks where it is not sure, refuses what is never done, and starts nothing.
/// </summary>
public sealed class Interpreter
{
    /// <summary>Answers every text, also an empty or a hostile one.</summary>
    public async Task<Interpretation> InterpretAsync(PlannerRequest request, CancellationToken cancellationToken)
    {
        var text = RequestText.Clean(request.Text).Value;
        if (Disguise.Hidden(text) is { } hidden)
            return new Interpretation { Outcome = InterpretationOutcome.Refuse, Reason = hidden };
        request = await RememberedAsync(request, cancellationToken);
        var speech = Speech.Of(text, request);
        var verdict = new Verdict(speech, request);
        if (Decisions.Read(speech, request) is { } decision)
            return await verdict.OfAsync([decision], cancellationToken);
        if (Talk(speech, request) is { } talk)
            return talk;
        return await verdict.OfAsync(await PartsAsync(speech, request, cancellationToken), cancellationToken);
    }

    // What was asked last in words is what was done last.
    private async Task<PlannerRequest> RememberedAsync(PlannerRequest request, CancellationToken cancellationToken)
    {
        if (request.Memory is not { LastRequest: { } said, LastOperations.Count: 0 })
            return request;
        var last = await InterpretAsync(request with { Text = said, Memory = new ConversationMemory() }, cancellationToken);
        return request with { Memory = request.Memory with { LastOperations = [.. last.Operations.Where(operation => operation.Kind != OperationKind.Verify)] } };
    }

    private static async Task<IReadOnlyList<Part>> PartsAsync(Speech speech, PlannerRequest request, CancellationToken cancellationToken)
    {
        var followUps = new FollowUps(speech, request);
        if (speech.Clauses.All(clause => clause.Obstacle is null) && AsksOnlyToUndo(speech) && followUps.Undo() is { } undone)
            return [undone];
        var rules = new ClauseRules(speech, request);
        if (Questions.IsOne(speech.Clauses))
            return await rules.AskAsync(speech.Clauses[0], cancellationToken) is { } asked ? [asked] : [Otherwise(speech, request, followUps)];
        var parts = new List<Part>();
        foreach (var clause in speech.Clauses)
        {
            if (clause.Obstacle is { } obstacle)
                parts.Add(new Part { Refusal = obstacle.Reason });
            else if (await rules.ReadAsync(clause, cancellationToken) is { } part && !IsWhy(part, parts))
                parts.Add(part);
        }

        // What is hostile in the whole sentence stays so, however it was taken apart.
        if (parts.All(part => part.Refusal is null) && Enumerable.Range(0, speech.Items.Count).FirstOrDefault(at => Hostility.StartsAt(speech.Items, at), -1) is var hostile and >= 0)
            parts.Add(new Part { Refusal = Hostility.Reason(speech.Items, hostile) });
        return parts.Count > 0 ? parts : [Otherwise(speech, request, followUps)];
    }

    // "open a ticket, because DWH-LOAD failed": no look at what ran.
    private static bool IsWhy(Part part, List<Part> before) =>
        part.Operations is [{ Kind: OperationKind.History }] && before.Count > 0 && before[^1].Operations is [.., { Kind: OperationKind.Ticket or OperationKind.Notify }];

    private static bool AsksOnlyToUndo(Speech speech) =>
        speech.Clauses.Any(clause => clause.Items.Any(item => item.IsAny(Concept.Undo, Concept.Rollback)))
        && !speech.Clauses.Any(clause => clause.Target.Count > 0 || clause.Items.Any(item => item.IsAny(Concept.Validate, Concept.Export, Concept.Backup, Concept.Compare, Concept.Profile, Concept.Send)));

    // Nothing of it is a request by itself.
    private static Part Otherwise(Speech speech, PlannerRequest request, FollowUps followUps)
    {
        var named = speech.Items.SelectMany(item => item.Named.Take(1)).Select(connection => connection.Name).Distinct().ToArray();
        var goesOn = speech.Items.Any(item => item.Is(Concept.GoOn));
        if (goesOn && request.Memory.LastOperations.Count == 0)
            return Part.Ask("What should I run? Say a job, or what to do on which database.", []);
        var repeats = goesOn || speech.Items.Any(item => item.IsAny(Concept.Same, Concept.Again, Concept.Retry, Concept.Instead)) || speech.Says(Concept.Pronoun) || (speech.Says(Concept.RunVerb) && named.Length == 0);
        if ((repeats || named.Length > 0 && request.Memory.LastOperations.Count > 0) && followUps.Repeat() is { } repeated)
            return repeated;
        if (named.Length == 0 && speech.Items.Any(item => item.Is(Concept.Help) && item.ReadAs is null))
            return Part.Of(new Operation(OperationKind.Help));
        if (speech.Clauses.Any(clause => clause.IsNegated))
            return new Part();
        return named.Length > 0
            ? Part.Ask($"What should I do with {Part.Listed(named)}: validate, profile, export, back up, compare or migrate it?", [.. Suggestions.For(named[0])], new Operation(OperationKind.Profile) { Database = named[0] })
            : NotUnderstood(request);
    }

    private static Part NotUnderstood(PlannerRequest request)
    {
        var suggestions = new Suggestions(request.Catalog, request.Memory);
        return Part.Ask($"I did not understand that, and nothing was started. I can validate, profile, query, compare, export, back up and migrate a database, and put such work on a schedule. Which database or job is it about, and what should I do? For example: {string.Join(", ", suggestions.General.Take(3))}.", []);
    }

    private static Interpretation? Talk(Speech speech, PlannerRequest request)
    {
        if (speech.Said.Count == 0 || !speech.Said.Any(item => item.Kind != TokenKind.Punctuation))
            return speech.Said.Any(item => item.IsMark('?')) ? Done(OperationKind.Help) : new Interpretation { Outcome = InterpretationOutcome.Clarify, Question = "Your message has no words in it. What should I do, and with which database?" };
        if (speech.Said.Any(item => item.Job is not null || item.Named.Count > 0) || speech.Time.Recurs || speech.Clauses.Any(clause => clause.Obstacle is not null))
            return null;
        if (speech.Said.Any(item => item.Is(Concept.GoOn)))
            return null;
        return CommandReader.Read(speech.Text, speech.Said, request) switch
        {
            PlannerReply.SmallTalk talk => new Interpretation { Outcome = InterpretationOutcome.Execute, Assumptions = [talk.Text] },
            PlannerReply.Command { Name: ConversationCommand.Dismiss } => new Interpretation { Outcome = InterpretationOutcome.Execute },
            PlannerReply.Command { Name: ConversationCommand.Help or ConversationCommand.Connections } => Done(OperationKind.Help),
            _ => null,
        };
    }

    private static Interpretation Done(OperationKind kind) => new() { Outcome = InterpretationOutcome.Execute, Operations = [new Operation(kind)] };
}
