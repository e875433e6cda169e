using ChatOps.Agents.Planner.Language;
using ChatOps.Agents.Planner.Plans;

namespace ChatOps.Agents.Planner.Offline;

/// <summary>Intentions that are understood and that this version cannot carry out.</summary>
internal static class Limitations
{
    private static readonly (Concept Concept, string Reason, bool CoversAll)[] Known =
    [
        (Concept.Schedule, "I cannot put requests on a schedule yet; I can run them now.", true),
        (Concept.Rollback, "I take a migration back only when that is all you ask for: say roll back.", false),
        (Concept.Backup, "I cannot make or restore backups yet; I can export tables to CSV files, or migrate them to another database.", false),
        (Concept.Compare, "I cannot compare databases in chat yet; a migration compares both sides by itself, and the commands verify and diff do it at any time.", false),
        (Concept.Fix, "I cannot fix or clean data yet; the validation report shows what to fix, with the SQL that finds it.", false),
        (Concept.Ticket, "I cannot open tickets yet; the report can be passed on as a link.", false),
        (Concept.Save, "I cannot save pipelines or templates yet. A request gets a name when you say: define alias SALES-CHECK as validate sales.", false),
        (Concept.Send, "I cannot send or post anything elsewhere yet; the report lands in this conversation.", false),
        (Concept.Query, "I could not make one query of that; ask about the tables and columns of one connection, or say profile, which shows rows, nulls, distinct values and ranges of every column.", false),
    ];

    /// <summary>The text says that something is understood and out of reach.</summary>
    public static bool Tells(string reason) => Known.Any(known => reason.Contains(known.Reason, StringComparison.Ordinal));

    /// <summary>What stands against the clause, or null.</summary>
    public static Obstacle? Find(IReadOnlyList<Item> items)
    {
        var words = items.Where(item => item.Named.Count == 0 && !item.Quoted).ToArray();
        foreach (var (concept, reason, coversAll) in Known)
        {
            if (words.Any(word => word.Is(concept)) && !IsOutweighed(concept, words))
                return new Obstacle(reason, coversAll);
        }

        return items.Any(item => item.Kind == TokenKind.Recipient)
            ? new Obstacle(Known.First(known => known.Concept == Concept.Send).Reason)
            : null;
    }

    /// <summary>Only an export and a migration can wait for the outcome of a validation; "check if it is clean" asks for the validation itself.</summary>
    public static Clause Settled(Clause clause)
    {
        if (clause.Condition == PlannedCondition.None || clause.Obstacle is not null || clause.Actions.Contains(PlannedAction.Export))
            return clause;
        // A migration waits for a clean validation anyway.
        if (clause.IsMigration)
            return clause.Condition == PlannedCondition.Clean ? clause : clause with { Obstacle = new Obstacle("A migration can wait for a validation without errors, and for no other outcome.") };
        return clause.Actions.All(action => action == PlannedAction.Validate)
            ? clause with { Actions = [PlannedAction.Validate], Condition = PlannedCondition.None }
            : clause with { Obstacle = new Obstacle("Only an export or a migration can depend on the outcome of a validation so far.") };
    }

    private static bool IsOutweighed(Concept concept, IReadOnlyList<Item> words) => concept switch
    {
        // "how many outliers are in demo": a report answers it.
        Concept.Query => words.Any(word => word.IsAny(Concept.AnomalyTopic, Concept.ValidateTopic, Concept.Validate, Concept.Profile, Concept.ProfileTopic, Concept.Export, Concept.Check)),
        // "is demo in order or must it be repaired": the question comes first.
        Concept.Fix or Concept.Save => words.Any(word => word.IsAny(Concept.Validate, Concept.Export, Concept.Migrate)),
        Concept.Send => words.Any(word => word.IsAny(Concept.ExportTopic)) && !words.Any(word => word.Kind == TokenKind.Recipient),
        _ => false,
    };
}
