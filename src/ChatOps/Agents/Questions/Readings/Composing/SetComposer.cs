using ChatOps.Agents.Questions.Graph;
using ChatOps.Agents.Questions.Sql;

namespace ChatOps.Agents.Questions.Readings.Composing;

/// <summary>Results that are made of two: what two rows share, and what is left without some.</summary>
internal sealed class SetComposer(Parts parts)
{
    /// <summary>"states where both owners and professionals live": values that two tables share.</summary>
    public SelectStatement? Shared(IReadOnlyList<Chosen> chosen)
    {
        if (!parts.Draft.Both || chosen is not [{ Column: { } column }] || parts.Draft.Head is not null)
            return null;
        var linked = parts.Draft.Clauses.Select(clause => clause is [Condition.Linked link] ? link.Table : null).ToList();
        if (linked.Count != 2 || linked.Contains(null) || linked.Select(table => table!.Find(column.Name)).ToList() is not [{ } left, { } right])
            return null;
        static SelectStatement Of(ColumnNode node) => new() { Items = [new SqlExpression.Reference(node)], From = node.Table };
        return Of(left) with { Combined = [(SetOperation.Intersect, Of(right))] };
    }

    /// <summary>Two conditions that no row can meet are met by two rows that share what is asked for.</summary>
    public SelectStatement Sets(SelectStatement select, IReadOnlyList<List<Condition>> clauses, IReadOnlyList<TableNode> joined)
    {
        for (var second = 1; second < clauses.Count; second++)
        {
            for (var first = 0; first < second; first++)
            {
                if (!Excludes(clauses[first], clauses[second], joined))
                    continue;
                // "strikers and goalkeepers" are both kinds of players, and no player is both.
                if (!parts.Draft.Both && IsOfRows(select))
                    return Sets(select, [.. clauses.Where((_, index) => index != first && index != second), [clauses[first][0], clauses[second][0]]], joined);
                var (left, right) = (clauses.Where((_, index) => index != second).ToList(), clauses.Where((_, index) => index != first).ToList());
                return select with { Where = parts.Conditions.Compose(left, joined), Combined = [(SetOperation.Intersect, select with { Where = parts.Conditions.Compose(right, joined), OrderBy = [], Limit = null })] };
            }
        }

        Doubt(select, clauses);
        if (Excepted(select, clauses, joined) is { } except)
            return except;
        return select with { Where = parts.Conditions.Compose(clauses, joined) };
    }

    /// <summary>"countries that have no ...": the countries of all rows but those of the rows that have it, since several rows share one.</summary>
    private SelectStatement? Excepted(SelectStatement select, IReadOnlyList<List<Condition>> clauses, IReadOnlyList<TableNode> joined)
    {
        var negated = clauses.FirstOrDefault(clause => clause is [Condition.Group { Negated: true }]);
        var shares = !parts.Draft.Outputs.Exists(output => output is Output.Rows) && select.Items.All(item => item is SqlExpression.Reference { Column: { IsUnique: false, IsKey: false } column } && !parts.Outputs.Display(column.Table).Contains(column));
        if (negated is null || !shares || parts.Draft.Head is not null || select.Limit is not null)
            return null;
        var others = clauses.Where(clause => clause != negated).ToList();
        var positive = ((Condition.Group)negated[0]) with { Negated = false };
        var where = parts.Conditions.Compose([.. others, [positive]], joined);
        if (!where.Any(condition => condition is SqlCondition.In))
            return null;
        return select with { Where = parts.Conditions.Compose(others, joined), OrderBy = [], Combined = [(SetOperation.Except, select with { Where = where, OrderBy = [] })] };
    }

    /// <summary>Nobody asks for what they have just said.</summary>
    private void Doubt(SelectStatement select, IReadOnlyList<List<Condition>> clauses)
    {
        foreach (var held in clauses.Where(clause => clause.Count == 1).Select(clause => clause[0]).OfType<Condition.Holds>().Select(parts.Choice.Choose))
        {
            if (select.Items.Any(item => item is SqlExpression.Reference reference && reference.Column == held.Column))
                parts.Draft.Penalty += 0.25;
        }
    }

    /// <summary>What is asked for tells one row from the others.</summary>
    private bool IsOfRows(SelectStatement select) =>
        select.Items.Any(item => item is SqlExpression.Reference { Column: var column } && (column.IsUnique || parts.Outputs.Display(column.Table).Contains(column)));

    private bool Excludes(List<Condition> left, List<Condition> right, IReadOnlyList<TableNode> joined) =>
        left.Count == 1 && right.Count == 1
        && parts.Conditions.Simple(left[0]) is { } first && parts.Conditions.Simple(right[0]) is { } second
        && joined.Contains(first.Column.Table) && first.Excludes(second);
}
