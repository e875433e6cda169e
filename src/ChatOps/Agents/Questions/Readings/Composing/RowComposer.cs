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
        if (Superior(chosen) is { } superior)
            return superior;
        KeepFirstExtreme(root);
        var repeats = parts.Repeats(root);
        if (repeats)
            AllOfTheFirst(root);
        var counting = Counting(tables, chosen);
        var orders = parts.Orders(tables);
        var joined = parts.Joined(root, tables);
        if (joined is null)
            return null;
        DoubtFirst(root, chosen);
        var having = new List<SqlCondition>();
        var own = counting is null && IsOwnCount(chosen);
        var clauses = parts.Draft.Clauses.Where(clause => !own || !parts.IsHaving(clause, joined.Tables, having)).ToList();
        // "channels that have more than 2 channels": a row by itself is never several.
        if (having.Count > 0 && counting is null && chosen.Any(one => one.Column is { IsUnique: true }))
            parts.Draft.Penalty += 0.5;
        var groups = counting ?? (having.Count > 0 ? [.. chosen.Select(one => one.Column).OfType<ColumnNode>()] : null);
        var select = new SelectStatement
        {
            Items = [.. chosen.Select(one => one.Expression)],
            From = root,
            Joins = joined.Links,
            // Rows that are made different can only be sorted by what is left of them.
            Distinct = (parts.Draft.Distinct || (repeats && IsOfNamed(root, chosen))) && groups is null && orders.TrueForAll(order => chosen.Any(one => one.Expression == order.Value)),
            GroupBy = groups is null ? [] : [.. chosen.Select(one => one.Expression).OfType<SqlExpression.Span>(), .. Parts.Groups(groups.Except(chosen.Where(one => one.Expression is SqlExpression.Span).Select(one => one.Column!)), orders)],
            Having = having,
            OrderBy = orders,
            Limit = parts.Limit,
            Offset = parts.Offset,
        };
        var whole = _sets.Sets(select, Parts.Needed(clauses, joined.Tables), joined.Tables);
        return whole with { Where = [.. whole.Where, .. parts.Known()] };
    }

    /// <summary>"the supervisor of Tim Novak" is another row of the same table, not its number.</summary>
    private SelectStatement? Superior(IReadOnlyList<Chosen> chosen)
    {
        if (chosen is not [{ IsAggregate: false, Column: { IsReference: true } column }] || parts.Draft.Extremes.Count > 0 || parts.Draft.Outputs is not [Output.Column { Mention.Text: var text }])
            return null;
        var link = parts.Graph.Links.FirstOrDefault(link => link.Child == column.Table && link.Parent == column.Table && link.From is [var from] && from == column);
        if (link is null || column.Words.Count == 1 || text.Contains(column.Words[^1], StringComparison.OrdinalIgnoreCase) || parts.Draft.Clauses.Count == 0)
            return null;
        var named = new SelectStatement { Items = [new SqlExpression.Reference(column)], From = column.Table, Where = parts.Conditions.Compose(parts.Draft.Clauses, [column.Table]) };
        var display = parts.Outputs.Display(column.Table).Select(one => (SqlExpression)new SqlExpression.Reference(one));
        return new SelectStatement { Items = [.. display], From = column.Table, Where = [new SqlCondition.In(new SqlExpression.Reference(link.To[0]), named, false)] };
    }

    /// <summary>"the longest river in the smallest state": the first ranks, the others say which rows are meant.</summary>
    private void KeepFirstExtreme(TableNode root)
    {
        foreach (var (extreme, index) in parts.Draft.Extremes.Select((extreme, index) => (extreme, index)).ToList())
        {
            if (index == 0 && !SharesExtreme(root, extreme))
                continue;
            parts.Draft.Clauses.Add([parts.AsCondition(extreme, Among(extreme))]);
            parts.Draft.Extremes.Remove(extreme);
        }
    }

    /// <summary>"the highest point of the country", where each row has its own: of many rows the highest is meant, and nothing here says so.</summary>
    private void DoubtFirst(TableNode root, IReadOnlyList<Chosen> chosen)
    {
        if (parts.Draft.Extremes.Count > 0 || !chosen.Any(one => one is { IsAggregate: false, Column: { } column } && parts.Names.IsCalledFirst(column)))
            return;
        var isOne = parts.Draft.Clauses.SelectMany(clause => clause).OfType<Condition.Holds>().Select(holds => parts.Choice.Choose(holds).Column).Any(column => column.IsUnique);
        parts.Draft.Penalty += isOne || parts.Draft.Clauses.Exists(clause => clause is [Condition.Compare { Operand: Operand.Figure }]) ? 0 : 0.3;
    }

    /// <summary>"the longest river" has many rows where one thing has several, and a limit would cut them.</summary>
    private void AllOfTheFirst(TableNode root)
    {
        if (parts.Draft is not { Extremes: [{ By: Output.Column column, Rows: 1 } only], Place: 1 } || parts.Choice.Choose(column.Mention).Table != root)
            return;
        var among = new Draft();
        among.Clauses.AddRange(parts.Draft.Clauses);
        parts.Draft.Clauses.Add([parts.AsCondition(only, among)]);
        parts.Draft.Extremes.Clear();
    }

    /// <summary>"the length of the Rhine": said once, however many rows the river has.</summary>
    private bool IsOfNamed(TableNode root, IReadOnlyList<Chosen> chosen)
    {
        var names = parts.Outputs.Display(root);
        var isOther = chosen.All(one => one is { IsAggregate: false, Column: { } column } && column.Table == root && !names.Contains(column));
        return isOther
            ? parts.Draft.Clauses.Exists(clause => clause is [Condition.Compare { Operand: Operand.Figure }] || (clause is [var condition] && parts.Conditions.Simple(condition) is { Operator: "=" } simple && names.Contains(simple.Column)))
            : parts.Draft.Clauses.Exists(clause => clause is [Condition.Group { Negated: true }]) && chosen.All(one => one.Column is { } column && names.Contains(column));
    }

    /// <summary>"the largest city in Montana" is the largest of those that are there.</summary>
    private Draft? Among(Extreme extreme)
    {
        if (extreme.By is not Output.Column column)
            return null;
        var among = new Draft();
        var table = parts.Choice.Choose(column.Mention).Table;
        among.Clauses.AddRange(parts.Draft.Clauses.Where(clause => clause is [var condition] && parts.Conditions.Simple(condition)?.Column.Table == table));
        return among;
    }

    /// <summary>"employees of the department with the largest budget": many rows belong to the one that is ranked, and all are asked for.</summary>
    private bool SharesExtreme(TableNode root, Extreme extreme)
    {
        if (extreme is { By: Output.Column ranked, Rows: 1 } && parts.Choice.Choose(ranked.Mention).Table is var table && table != root && parts.Repeats(table))
            return true;
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
        parts.Draft.Clauses.SelectMany(clause => clause).Any(condition => condition switch
        {
            Condition.CountIs { Table: { } table } => chosen.All(one => one.Table == table),
            Condition.FigureIs figure => chosen.All(one => one.Table == parts.Conditions.Measured(figure).Table),
            _ => false,
        });
}
