using ChatOps.Agents.Questions.Graph;
using ChatOps.Agents.Questions.Sql;
using ChatOps.Database.Connections;

namespace ChatOps.Agents.Questions.Readings.Composing;

/// <summary>What the composers of one draft share.</summary>
internal sealed class Parts
{
    public Parts(SchemaGraph graph, SchemaNames names, Draft draft)
    {
        (Graph, Draft, Names) = (graph, draft, names);
        Choice = new ColumnChoice(graph, draft);
        Outputs = new OutputComposer(graph, names, Choice, draft);
        Conditions = new ConditionComposer(graph, Choice, inner => Composer.Compose(graph, names, inner), table => Repeats(table) ? Outputs.Display(table)[0] : null, draft.Ways);
    }

    public SchemaGraph Graph { get; }

    public Draft Draft { get; }

    public SchemaNames Names { get; }

    public ColumnChoice Choice { get; }

    public ConditionComposer Conditions { get; }

    public OutputComposer Outputs { get; }

    /// <summary>What guesses about columns, conditions and outputs take from the score.</summary>
    public double Penalty => Choice.Penalty + Conditions.Penalty + Outputs.Penalty;

    public int? Limit => Draft.Extremes.Count > 0 ? Draft.Extremes[0].Rows : Draft.Limit;

    public JoinedTables? Joined(TableNode root, IEnumerable<TableNode> tables)
    {
        var wanted = tables.Distinct().ToList();
        if (Graph.Join(root, wanted) is not { } links)
            return null;
        links = [.. links.Select(Meant)];
        Draft.Penalty += links.Sum(link => 0.03 * (link.Cost - 1)) + (0.03 * Math.Max(0, links.Count - 2));
        var all = links.SelectMany(link => new[] { link.Child, link.Parent }).Prepend(root).Distinct().ToList();
        // A table that nobody named is there for a column that may be another table's.
        Draft.Penalty += 0.05 * all.Count(table => !table.IsJunction && table != Draft.Head && !Draft.Tables.Contains(table) && all.Count > 1);
        return new JoinedTables(links, all);
    }

    private Link Meant(Link link)
    {
        if (Graph.Ways(link) is not { Count: > 1 } ways)
            return link;
        var meant = ways.FirstOrDefault(way => way.From.Any(Draft.Ways.Contains));
        Draft.Penalty += meant is null ? ConditionComposer.UnclearWay : 0;
        return meant ?? link;
    }

    public List<SqlOrder> Orders(List<TableNode> tables)
    {
        var orders = new List<SqlOrder>();
        foreach (var (output, descending) in Draft.Extremes.Select(extreme => (extreme.By, extreme.Descending)).Concat(Draft.Orders.Select(order => (order.Output, order.Descending ?? false))))
        {
            foreach (var one in Outputs.Compose(output))
            {
                if (one.Table is { } table && !tables.Contains(table))
                    tables.Add(table);
                var value = one is { IsAggregate: false, Column: { } column } ? Literals.Reference(column) : one.Expression;
                orders.Add(new SqlOrder(value, descending));
            }
        }

        return orders;
    }

    /// <summary>Which row of the order comes first.</summary>
    public int Offset => Draft.Extremes.Count > 0 ? Draft.Place - 1 : 0;

    /// <summary>What says which rows are meant says which part of them is asked for.</summary>
    public SelectStatement Shared(SelectStatement select)
    {
        if (!select.Items.Any(item => item is SqlExpression.Share))
            return select;
        Draft.Penalty += select.Where.Count switch { 0 => 0.6, 1 => 0, _ => 0.3 };
        return select.Where.Count == 0 ? select : select with { Items = [.. select.Items.Select(item => item is SqlExpression.Share ? new SqlExpression.Share(select.Where) : item)], Where = [] };
    }

    /// <summary>One thing has several rows here: nothing tells its rows apart, and its name stands in many.</summary>
    public bool Repeats(TableNode table) => table.Table.PrimaryKey.Count == 0 && Outputs.Display(table).All(column => !column.IsUnique && column.Class == ValueClass.Text);

    /// <summary>What rows are grouped by: also what they are sorted by, or servers would not know which of its values to take.</summary>
    public static IReadOnlyList<SqlExpression> Groups(IEnumerable<ColumnNode> columns, IReadOnlyList<SqlOrder> orders)
    {
        var keys = columns.Distinct().Select(column => (SqlExpression)new SqlExpression.Reference(column)).ToList();
        return [.. keys, .. orders.Select(order => order.Value).Where(value => value is SqlExpression.Reference or SqlExpression.AsNumber && !keys.Contains(value)).Distinct()];
    }

    /// <summary>The first in an order is not one whose value is missing: NULL sorts before all in SQLite and MySQL, behind all in PostgreSQL.</summary>
    public IEnumerable<SqlCondition> Known()
    {
        var nullsLast = Graph.Dialect.Provider == DatabaseProvider.PostgreSql;
        return Draft.Extremes.Where(extreme => extreme.Descending == nullsLast)
            .Select(extreme => extreme.By).OfType<Output.Column>()
            .Select(column => Choice.Choose(column.Mention))
            .Where(column => column.Column.Nullable)
            .Select(column => new SqlCondition.IsNull(new SqlExpression.Reference(column), true));
    }

    /// <summary>A link to a table that the statement holds anyway says nothing.</summary>
    public static IReadOnlyList<List<Condition>> Needed(IReadOnlyList<List<Condition>> clauses, IReadOnlyList<TableNode> joined) =>
        [.. clauses.Where(clause => clause is not [Condition.Linked { Table: var table }] || !joined.Contains(table))];

    public bool IsHaving(List<Condition> clause, IReadOnlyList<TableNode> joined, List<SqlCondition> having)
    {
        var own = clause switch
        {
            [Condition.CountIs count] => count.Table is null || joined.Contains(count.Table),
            [Condition.FigureIs figure] => joined.Contains(Conditions.Measured(figure).Table),
            _ => false,
        };
        if (!own || Conditions.Having(clause[0]) is not { } condition)
            return false;
        having.Add(condition);
        return true;
    }

    // "the oldest" of what a count is about: those rows whose value is the highest.
    /// <param name="among">The rows that it is the highest of; null for all.</param>
    public Condition AsCondition(Extreme extreme, Draft? among = null)
    {
        if (extreme is { By: Output.Column column, Rows: 1 } && Draft.Place == 1)
            return new Condition.Compare(column.Mention, "=", new Operand.Figure(extreme.Descending ? AggregateKind.Maximum : AggregateKind.Minimum, column.Mention, among ?? new Draft()));
        Draft.Penalty += 0.6;
        return new Condition.Group([]);
    }
}

/// <summary>Tables of one statement.</summary>
/// <param name="Links">In the order in which they are joined.</param>
/// <param name="Tables">The first is what the rows are.</param>
internal sealed record JoinedTables(IReadOnlyList<Link> Links, IReadOnlyList<TableNode> Tables);
