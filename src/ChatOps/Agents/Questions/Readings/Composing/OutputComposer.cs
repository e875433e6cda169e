using ChatOps.Agents.Questions.Graph;
using ChatOps.Agents.Questions.Language;
using ChatOps.Agents.Questions.Sql;

namespace ChatOps.Agents.Questions.Readings.Composing;

/// <summary>What is asked for, as columns of a SELECT.</summary>
internal sealed class OutputComposer(SchemaGraph graph, SchemaNames names, ColumnChoice choice, Draft draft)
{
    public double Penalty { get; private set; }

    public IReadOnlyList<Chosen> Compose() => [.. draft.Outputs.SelectMany(Compose).Distinct()];

    public IEnumerable<Chosen> Compose(Output output) => output switch
    {
        Output.Column column => [Plain(choice.Choose(column.Mention))],
        Output.Rows rows => Display(rows.Table).Select(Plain),
        Output.Everything all => [new Chosen(new SqlExpression.Star(all.Table), all.Table, null)],
        Output.CountRows count => [new Chosen(Count(count), count.Table, null) { Counts = true }],
        Output.CountValues count => [CountOf(choice.Choose(count.Mention), count.Distinct)],
        Output.Aggregate figure => [Figure(figure.Kind, choice.Choose(figure.Mention, column => column.IsNumber || (column.Class == ValueClass.Date && figure.Kind is AggregateKind.Minimum or AggregateKind.Maximum)))],
        Output.Span span when choice.Choose(span.Mention) is var day => [new Chosen(new SqlExpression.Span(day, span.Unit), day.Table, day)],
        Output.Share share => [new Chosen(new SqlExpression.Share([]), share.Table, null) { IsFigure = true }],
        Output.ShareOf share => [ShareOf(choice.Choose(share.Mention, column => column.IsNumber))],
        Output.CountPer count => CountPer(count),
        Output.Asked asked => Asked(asked.Word),
        _ => [],
    };

    /// <summary>The columns by which people know the rows of a table.</summary>
    public IReadOnlyList<ColumnNode> Display(TableNode table)
    {
        var named = names.NameColumns(table);
        if (names.PersonName(table) is { } person)
            return [person.First, person.Last];
        if (named.Count > 0)
            return [named[0].Column];
        var told = table.Columns.FirstOrDefault(column => column is { Class: ValueClass.Text, IsUnique: true, IsKey: false });
        return [told ?? table.Key ?? table.Columns[0]];
    }

    private static SqlExpression Count(Output.CountRows count) =>
        count is { Distinct: true, Table.Key: { } key } ? new SqlExpression.Aggregate(AggregateKind.Count, new SqlExpression.Reference(key), true) : new SqlExpression.Aggregate(AggregateKind.Count, null);

    private static Chosen Plain(ColumnNode column) => new(new SqlExpression.Reference(column), column.Table, column);

    private static Chosen CountOf(ColumnNode column, bool distinct) =>
        new(new SqlExpression.Aggregate(AggregateKind.Count, new SqlExpression.Reference(column), distinct), column.Table, column) { IsFigure = true };

    private static Chosen ShareOf(ColumnNode column)
    {
        var sum = new SqlExpression.Aggregate(AggregateKind.Sum, Literals.Reference(column));
        var all = new SqlExpression.Scalar(new SelectStatement { Items = [sum], From = column.Table });
        return new Chosen(new SqlExpression.Quotient(sum, all, 100), column.Table, column) { IsFigure = true };
    }

    /// <summary>All rows, divided by how many different ones they belong to.</summary>
    private IEnumerable<Chosen> CountPer(Output.CountPer count)
    {
        if (graph.Links.FirstOrDefault(link => link.Child == count.Table && link.Parent == count.Each && link.From.Count == 1) is not { } link)
            return [];
        var owners = new SqlExpression.Aggregate(AggregateKind.Count, new SqlExpression.Reference(link.From[0]), true);
        return [new Chosen(new SqlExpression.Quotient(new SqlExpression.Aggregate(AggregateKind.Count, null), owners, 1), count.Table, null) { IsFigure = true }];
    }

    private Chosen Figure(AggregateKind kind, ColumnNode column)
    {
        if (!column.IsNumber && kind is AggregateKind.Sum or AggregateKind.Average)
            Penalty += 0.5;
        if (column.IsKey)
            Penalty += kind is AggregateKind.Minimum or AggregateKind.Maximum ? 0.1 : 0.3;
        return new Chosen(new SqlExpression.Aggregate(kind, Literals.Reference(column)), column.Table, column) { IsFigure = true };
    }

    private IEnumerable<Chosen> Asked(Cue word)
    {
        var held = draft.Clauses.SelectMany(clause => clause).OfType<Condition.Holds>().Select(holds => choice.Choose(holds).Column.Table);
        var tables = (draft.Head is null ? draft.Tables : [draft.Head, .. draft.Tables]).Concat(held).Distinct().ToList();
        var columns = word switch
        {
            Cue.Who => tables.Select(names.NameColumns).FirstOrDefault(found => found.Count > 0)?.Take(1).Select(match => match.Column.Table).SelectMany(Display),
            Cue.When => tables.Select(table => names.Moments.Where(match => match.Column.Table == table).Take(1)).Concat(tables.Select(table => names.DateColumns(table).Take(1))).FirstOrDefault(found => found.Any())?.Select(match => match.Column),
            _ => tables.Select(table => names.PlaceColumns(table, IsItself(table))).FirstOrDefault(found => found.Count > 0)?.Take(1).Select(match => match.Column),
        };
        // "who handles ticket 2" asks for nobody that a ticket is called after.
        Penalty += word == Cue.Who && !tables.Any(names.HoldsPeople) ? 0.3 : 0.12;
        return columns?.Select(Plain) ?? [];
    }

    /// <summary>Nothing but its own name says which row is meant.</summary>
    private bool IsItself(TableNode table) =>
        draft.Clauses.SelectMany(clause => clause).OfType<Condition.Holds>().Select(holds => choice.Choose(holds).Column).All(column => column.Table != table || names.NameColumns(table).Any(match => match.Column == column));

    /// <summary>The tables that have to be in the statement for what is asked for.</summary>
    public static IEnumerable<TableNode> Tables(IEnumerable<Chosen> chosen) => chosen.Select(one => one.Table).OfType<TableNode>().Distinct();

    /// <summary>Whether two tables can be in one statement.</summary>
    public bool CanJoin(TableNode left, TableNode right) => graph.Distance(left, right) is not null;
}

/// <summary>One item of a SELECT.</summary>
/// <param name="Table">The table it is of; null where rows are counted and nothing says of which.</param>
/// <param name="Column">The column it is or is made of.</param>
internal sealed record Chosen(SqlExpression Expression, TableNode? Table, ColumnNode? Column)
{
    /// <summary>It counts rows.</summary>
    public bool Counts { get; init; }

    /// <summary>It is made of many values of a column.</summary>
    public bool IsFigure { get; init; }

    public bool IsAggregate => Counts || IsFigure;
}
