using ChatOps.Agents.Questions.Graph;
using ChatOps.Agents.Questions.Sql;

namespace ChatOps.Agents.Questions.Readings.Composing;

/// <summary>Rows as they are, or ranked by a count of others.</summary>
internal sealed class RowComposer(Parts parts)
{
    private readonly SetComposer _sets = new(parts);

    public SelectStatement? Plain(IReadOnlyList<Chosen> chosen)
    {
        var tables = OutputComposer.Tables(chosen).ToList();
        var root = parts.Draft.Head is { } head && parts.Graph.Distance(tables[0], head) is not null ? head : tables[0];
        if (tables.Contains(root) || tables.Count == 0)
            tables.Remove(root);
        tables.Insert(0, root);
        if (_sets.Shared(chosen) is { } shared)
            return shared;
        KeepFirstExtreme(root);
        var counting = Counting(tables, chosen);
        var orders = parts.Orders(tables);
        var joined = parts.Joined(root, tables);
        if (joined is null)
            return null;
        var having = new List<SqlCondition>();
        var own = counting is null && IsOwnCount(chosen);
        var clauses = parts.Draft.Clauses.Where(clause => !own || !Parts.IsHaving(clause, joined.Tables, having)).ToList();
        var groups = counting ?? (having.Count > 0 ? [.. chosen.Select(one => one.Column).OfType<ColumnNode>()] : null);
        var select = new SelectStatement
        {
            Items = [.. chosen.Select(one => one.Expression)],
            From = root,
            Joins = joined.Links,
            // Rows that are made different can only be sorted by what is left of them.
            Distinct = parts.Draft.Distinct && groups is null && orders.TrueForAll(order => chosen.Any(one => one.Expression == order.Value)),
            GroupBy = groups is null ? [] : Parts.Groups(groups, orders),
            Having = having,
            OrderBy = orders,
            Limit = parts.Limit,
        };
        var whole = _sets.Sets(select, Parts.Needed(clauses, joined.Tables), joined.Tables);
        return whole with { Where = [.. whole.Where, .. parts.Known()] };
    }

    /// <summary>"the longest river in the smallest state": the first ranks, the others say which rows are meant.</summary>
    private void KeepFirstExtreme(TableNode root)
    {
        foreach (var (extreme, index) in parts.Draft.Extremes.Select((extreme, index) => (extreme, index)).ToList())
        {
            if (index == 0 && !SharesExtreme(root, extreme))
                continue;
            parts.Draft.Clauses.Add([parts.AsCondition(extreme)]);
            parts.Draft.Extremes.Remove(extreme);
        }
    }

    /// <summary>"employees of the department with the largest budget": many rows belong to the one that is ranked, and all are asked for.</summary>
    private bool SharesExtreme(TableNode root, Extreme extreme)
    {
        if (extreme is not { By: Output.Column column, Rows: 1 } || parts.Graph.Join(root, [parts.Choice.Choose(column.Mention).Table]) is not { Count: > 0 } path)
            return false;
        var at = root;
        foreach (var link in path)
        {
            if (link.Child == at && !link.From.Any(from => from.IsUnique))
                return true;
            at = link.Other(at);
        }

        return false;
    }

    /// <summary>The columns to group by where rows are ranked by a count; null where they are not.</summary>
    private List<ColumnNode>? Counting(List<TableNode> tables, IReadOnlyList<Chosen> chosen)
    {
        var counts = parts.Draft.Extremes.Select(extreme => extreme.By).Concat(parts.Draft.Orders.Select(order => order.Output)).Where(output => output is Output.CountRows or Output.Aggregate).ToList();
        if (counts.Count == 0)
            return null;
        var own = counts[0] switch
        {
            Output.CountRows count => count.Table,
            Output.Aggregate figure => parts.Choice.Choose(figure.Mention).Table,
            _ => null,
        };
        var columns = chosen.Select(one => one.Column).OfType<ColumnNode>().ToList();
        var isEntity = columns.Exists(column => column.IsUnique || parts.Outputs.Display(column.Table).Contains(column)) && (parts.Draft.Head is null || columns.Exists(column => column.Table == parts.Draft.Head));
        // "borders the most states": a table is not counted with itself.
        if (isEntity && own == tables[0])
            parts.Draft.Penalty += 0.5;
        own ??= isEntity ? parts.Conditions.ChildOf([tables[0]]) : tables[0];
        if (own is not null && !tables.Contains(own))
            tables.Add(own);
        var entity = isEntity && tables[0] != own ? tables[0].Key : null;
        return entity is null ? columns : [entity, .. columns];
    }

    private bool IsOwnCount(IReadOnlyList<Chosen> chosen) =>
        parts.Draft.Clauses.SelectMany(clause => clause).OfType<Condition.CountIs>().Any(count => count.Table is { } table && chosen.All(one => one.Table == table));
}
