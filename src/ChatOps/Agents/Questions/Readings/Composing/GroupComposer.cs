using ChatOps.Agents.Questions.Graph;
using ChatOps.Agents.Questions.Sql;

namespace ChatOps.Agents.Questions.Readings.Composing;

/// <summary>Figures for each of something.</summary>
internal sealed class GroupComposer(Parts parts)
{
    public SelectStatement? Grouped(IReadOnlyList<Chosen> chosen)
    {
        var plain = chosen.Where(one => !one.IsAggregate).ToList();
        var keys = Keys(plain);
        var spans = keys.Shown.Concat(plain).Select(one => one.Expression).OfType<SqlExpression.Span>().Distinct().ToList();
        if (chosen.Any(one => one is { IsFigure: true, Column: { } column } && keys.Columns.Contains(column)))
            parts.Draft.Penalty += 0.4;
        var items = chosen.ToList();
        if (plain.Count == 0)
            items.InsertRange(0, keys.Shown);
        else
            items.InsertRange(0, keys.Shown.Where(one => one.Expression is SqlExpression.Span && !plain.Exists(other => other.Expression == one.Expression)));
        var tables = keys.Columns.Select(column => column.Table).Concat(OutputComposer.Tables(items)).Distinct().ToList();
        var orders = parts.Orders(tables);
        var joined = parts.Joined(tables[0], tables);
        if (joined is null)
            return null;
        var having = new List<SqlCondition>();
        var clauses = parts.Draft.Clauses.Where(clause => !parts.IsHaving(clause, joined.Tables, having)).ToList();
        return parts.Shared(new SelectStatement
        {
            Items = [.. items.Select(one => one.Expression)],
            From = tables[0],
            Joins = joined.Links,
            Where = parts.Conditions.Compose(Parts.Needed(clauses, joined.Tables), joined.Tables),
            GroupBy = [.. spans, .. Parts.Groups(keys.Columns.Concat(items.Where(one => one is { IsAggregate: false, Expression: not SqlExpression.Span }).Select(one => one.Column).OfType<ColumnNode>()), orders)],
            Having = having,
            // What is put together by the calendar is read in its order.
            OrderBy = orders.Count == 0 ? [.. spans.Select(span => new SqlOrder(span, false))] : orders,
            Limit = parts.Limit,
            Offset = parts.Offset,
        });
    }

    /// <summary>What the rows are put together by, and what of it is shown where nothing else is asked for.</summary>
    private (IReadOnlyList<ColumnNode> Columns, IReadOnlyList<Chosen> Shown) Keys(IReadOnlyList<Chosen> plain)
    {
        var columns = new List<ColumnNode>();
        var shown = new List<Chosen>();
        foreach (var group in parts.Draft.Groups)
        {
            if (group is { Mention: { } moment, Span: { } unit })
            {
                var day = parts.Choice.Choose(moment, column => column.Class == ValueClass.Date);
                shown.Add(new Chosen(new SqlExpression.Span(day, unit), day.Table, day));
            }
            else if (group.Mention is { } mention)
            {
                var column = parts.Choice.Choose(mention);
                columns.Add(column);
                shown.Add(new Chosen(new SqlExpression.Reference(column), column.Table, column));
            }
            else
            {
                var display = parts.Outputs.Display(group.Table!);
                columns.AddRange(group.Table!.Key is { } key ? [key] : display);
                shown.AddRange(display.Select(column => new Chosen(new SqlExpression.Reference(column), column.Table, column)));
            }
        }

        if (columns.Count == 0 && shown.Count == 0)
        {
            // Nothing said "each": it is only a guess that the figures are wanted for each.
            parts.Draft.Penalty += parts.Draft.Extremes.Count > 0 || parts.Draft.EachRow ? 0 : 0.12;
            columns.AddRange(plain.Where(one => one.Expression is not SqlExpression.Span).Select(one => KeyOf(one)).Distinct());
        }

        return (columns, shown);
    }

    // A person's name is the person; a country of a table of people is a country.
    private ColumnNode KeyOf(Chosen one) =>
        one.Table!.Key is { } key && parts.Draft.Head == one.Table && one.Column != key && parts.Outputs.Display(one.Table).Contains(one.Column!) && !CountsOwn(one.Table) ? key : one.Column ?? one.Table.Columns[0];

    private bool CountsOwn(TableNode table) => parts.Draft.Outputs.Exists(output => output is Output.CountRows { Table: var counted } && counted == table);
}
