using ChatOps.Agents.Planner.Language;

namespace ChatOps.Agents.Planner.Reading;

/// <summary>Reads agreeing to and deciding against requests that wait. Nobody decides on their own.</summary>
internal static class Decisions
{
    private const string Own = "You cannot decide on your own request; somebody else who may approve has to.";

    private static readonly string[] Explicit = ["approv", "aprove", "genehm", "freig", "aprob", "aprueb", "sign"];

    public static Part? Read(Speech speech, PlannerRequest request)
    {
        var open = request.Memory.OpenDecisions;
        if (open.Count == 0 || speech.Clauses.Any(clause => clause.Obstacle is not null))
            return null;
        var words = speech.Said.Where(item => item.IsSpoken).ToArray();
        var approves = words.Any(item => Explicit.Any(stem => item.Key.StartsWith(stem, StringComparison.Ordinal))) || words.All(item => item.IsAny(Concept.Approve, Concept.Filler, Concept.Pronoun)) && words.Any(item => item.Is(Concept.Approve));
        var rejects = words.Any(item => item.Is(Concept.Reject) && item.Key.Length > 3 && !item.Is(Concept.Not)) && !approves;
        if (!approves && !rejects)
            return null;
        var named = RunNames.Find(speech.Text, speech.Said, request.Memory);
        var meant = named.Count > 0 ? open.Where(decision => named.Contains(decision.Id)).ToArray() : [.. open];
        if (approves && meant.Length > 0 && meant.All(decision => decision.IsOwn))
            return new Part { Refusal = Own };
        if (meant.Length != 1)
            return Part.Ask("Which request do you decide on?", [.. open.Where(decision => !decision.IsOwn || rejects).Select(decision => decision.Id)]);
        return Part.Of(new Operation(rejects && meant[0].IsOwn ? OperationKind.Cancel : OperationKind.Decide) { Run = meant[0].Id, Status = approves ? "approved" : "rejected" });
    }
}
