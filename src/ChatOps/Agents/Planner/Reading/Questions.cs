using ChatOps.Agents.Planner.Clauses;
using ChatOps.Agents.Planner.Language;

namespace ChatOps.Agents.Planner.Reading;

/// <summary>Tells a question about data from a request for work.</summary>
internal static class Questions
{
    private static readonly Concept[] Work = [Concept.Validate, Concept.Export, Concept.Migrate, Concept.DryRun, Concept.Backup, Concept.Compare, Concept.Ticket, Concept.Send, Concept.Rollback, Concept.ExportTopic];

    /// <summary>The request is one question, of which every clause says more.</summary>
    public static bool IsOne(IReadOnlyList<Clause> clauses) =>
        clauses.Count > 1 && clauses.All(clause => clause.Obstacle is null) && Asks(clauses[0])
        && clauses.Skip(1).All(clause => clause.Items.All(item => item.Job is null && item.Kind != TokenKind.Recipient && (!ClauseSplitter.IsCue(item) || item.IsAny(Concept.Query, Concept.If, Concept.ValidateTopic, Concept.ProfileTopic))));

    /// <summary>Words that nothing else was made of, which may be about data.</summary>
    public static bool MayAsk(Clause clause) =>
        clause.Items.Any(item => item.IsLeftover) && !clause.Items.Any(item => item.IsAny(Concept.Same, Concept.Again, Concept.Instead, Concept.Thanks, Concept.Greeting) || item.Kind == TokenKind.Recipient);

    /// <summary>"export the top 10 customers as csv": the rows that a question gives, as files.</summary>
    public static bool IsExported(Clause clause) =>
        clause.Has(Concept.Query) && clause.Actions is [Plans.PlannedAction.Export] && clause.Items.Any(item => item.IsLeftover);

    /// <summary>"tickets by status", "what is the status of ticket 2": nothing says what to do, so it may be a question.</summary>
    public static bool StartsWithNoun(Clause clause) =>
        clause.Actions.Count == 0 && clause.Items.FirstOrDefault(item => item.IsSpoken && !item.IsAny(Concept.Filler, Concept.Article)) is { } first && (first.IsLeftover || first.Is(Concept.Status));

    /// <summary>"list failed runs": of what ran here, whatever tables are called.</summary>
    public static bool IsAboutRuns(Clause clause) => clause.Items.Any(item => item.IsAny(Concept.Runs, Concept.Run, Concept.Ran, Concept.ScheduleNoun));

    /// <summary>The clause asks for rows, a number or a list that a SELECT gives.</summary>
    public static bool Asks(Clause clause)
    {
        var words = clause.Items.Where(item => item.Named.Count == 0 && item.Job is null && item.IsSpoken).ToArray();
        if (words.Any(item => !item.Quoted && item.IsAny(Work) && !item.IsAny(Concept.Query)))
            return false;
        if (words.Any(item => item.IsAny(Concept.Check, Concept.Profile) && !item.IsAny(Concept.Asking, Concept.Generic, Concept.Query)) && !words.Any(item => item.Is(Concept.Query)))
            return false;
        // "show me the columns of Track" asks what the table is like.
        if (words.Any(item => item.Is(Concept.Structure)) && !words.Any(item => item.Is(Concept.Query)))
            return false;
        var nouns = words.Any(item => item.IsLeftover);
        if (words.Any(item => item.Is(Concept.Query)))
            return nouns || clause.Items.Any(item => item.Named.Count > 0) && clause.Actions.Count == 0;
        if (!nouns || words.Length == 0 || words.Any(item => item.IsAny(Concept.ProfileTopic, Concept.AnomalyTopic, Concept.Health) && !item.Is(Concept.RowCounts)))
            return false;
        if (words.Any(item => item.IsAny(Concept.Duplicates, Concept.ForeignKeys)) && !words.Any(item => item.Is(Concept.Asking)))
            return false;
        var first = words.FirstOrDefault(item => !item.Is(Concept.Filler) || item.IsAny(Concept.Asking, Concept.Generic)) ?? words[0];
        return first.IsAny(Concept.Asking, Concept.Generic, Concept.RowCounts) && (clause.Actions.Count == 0 || words.Any(item => item.IsAny(Concept.ForeignKeys, Concept.Duplicates, Concept.RowCounts)));
    }
}
