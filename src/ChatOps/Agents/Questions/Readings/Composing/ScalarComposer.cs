using ChatOps.Agents.Questions.Graph;
using ChatOps.Agents.Questions.Sql;

namespace ChatOps.Agents.Questions.Readings.Composing;

/// <summary>Figures over all rows that are meant: one row.</summary>
internal sealed class ScalarComposer(Parts parts)
{
    public SelectStatement? Scalar(IReadOnlyList<Chosen> chosen)
    {
        var root = chosen.Select(one => one.Table).OfType<TableNode>().FirstOrDefault() ?? parts.Draft.Head ?? Held() ?? parts.Draft.Tables.FirstOrDefault();
        if (root is null)
            return null;
        var joined = parts.Joined(root, OutputComposer.Tables(chosen));
        if (joined is null)
            return null;
        if (chosen.Where(one => one.Counts).Select(one => one.Table).Distinct().Count() > 1)
            parts.Draft.Penalty += 0.6;
        foreach (var extreme in parts.Draft.Extremes)
            parts.Draft.Clauses.Add([parts.AsCondition(extreme)]);
        foreach (var held in parts.Draft.Clauses.Where(clause => clause.Count == 1).Select(clause => clause[0]).OfType<Condition.Holds>().Select(parts.Choice.Choose))
            parts.Draft.Penalty += chosen.Any(one => one.Column == held.Column) ? 0.25 : 0;
        var clauses = parts.Draft.Clauses.ToList();
        if (parts.Draft.Head is { } head && !joined.Tables.Contains(head))
            clauses.Add([new Condition.Linked(head)]);
        var where = parts.Conditions.Compose(Parts.Needed(clauses, joined.Tables), joined.Tables);
        return parts.Shared(new SelectStatement { Items = [.. chosen.Select(one => one.Expression)], From = root, Joins = joined.Links, Where = where });
    }

    private TableNode? Held() => parts.Draft.Clauses.SelectMany(clause => clause).OfType<Condition.Holds>().Select(holds => parts.Choice.Choose(holds).Column.Table).FirstOrDefault();
}
