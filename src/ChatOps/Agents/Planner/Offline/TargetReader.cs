using ChatOps.Agents.Planner.Names;

namespace ChatOps.Agents.Planner.Offline;

/// <summary>Finds where a migration goes, or the one question that must be asked first.</summary>
internal sealed class TargetReader(PlannerRequest request, string text, IReadOnlyList<Resolution> resolved)
{
    private readonly ConnectionResolver _connections = new(request.Catalog.Connections, resolved);

    /// <param name="Connection">Its name; null where something must be asked.</param>
    /// <param name="Assumption">What was read into it, or null.</param>
    /// <param name="Stop">The question instead; else null.</param>
    public sealed record Outcome(string? Connection, string? Assumption, PlannerReply? Stop);

    /// <param name="sources">Where the rows come from; none of them can be the target.</param>
    public Outcome Read(Clause clause, IReadOnlyList<CatalogConnection> sources)
    {
        if (Answered(sources) is { } answer)
            return new Outcome(answer, null, null);
        if (clause.Target.Count == 0)
            return Ask($"Where should I migrate {Names(sources)} to?", sources);
        return _connections.Resolve(text, clause.Target) switch
        {
            ConnectionChoice.Found { Connections: [var only], Assumption: var assumption } when !IsSource(only.Name, sources) => new Outcome(only.Name, assumption, null),
            ConnectionChoice.Found { Connections: [var only] } => Ask($"{only.Name} cannot be migrated into itself. Where should it go?", sources),
            ConnectionChoice.Ask ask => new Outcome(null, null, Clarify(ask.Question, [.. ask.Choices.Where(name => !IsSource(name, sources))], PendingSlot.Connection, ask.Mention)),
            _ => Ask($"Where should I migrate {Names(sources)} to?", sources),
        };
    }

    /// <summary>What was said when it was asked for, which goes before what the text says.</summary>
    private string? Answered(IReadOnlyList<CatalogConnection> sources) =>
        resolved.LastOrDefault(resolution => resolution.Slot == PendingSlot.Target && !IsSource(resolution.Value, sources)) is { } answer
            ? request.Catalog.Connections.FirstOrDefault(connection => Is(connection.Name, answer.Value))?.Name
            : null;

    private Outcome Ask(string question, IReadOnlyList<CatalogConnection> sources)
    {
        string[] choices = [.. _connections.Offer(null).Where(name => !IsSource(name, sources))];
        return choices.Length > 0
            ? new Outcome(null, null, Clarify(question, choices, PendingSlot.Target, null))
            : new Outcome(null, null, new PlannerReply.Refuse($"{question} You may see no other connection; an administrator configures connections and who may see them. Nothing was started.", ["connections"]));
    }

    private PlannerReply.Clarify Clarify(string question, IReadOnlyList<string> choices, PendingSlot slot, string? mention) =>
        new(question, choices, new PendingRequest { Text = text, Slot = slot, Mention = mention, Choices = choices, Resolved = resolved });

    private static string Names(IReadOnlyList<CatalogConnection> sources) => string.Join(" and ", sources.Select(source => source.Name));

    private static bool IsSource(string name, IReadOnlyList<CatalogConnection> sources) => sources.Any(source => Is(source.Name, name));

    private static bool Is(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
