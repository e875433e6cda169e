using ChatOps.Agents.Questions.Graph;
using ChatOps.Agents.Questions.Sql;

namespace ChatOps.Agents.Questions.Readings.Composing;

/// <summary>Makes one SELECT of a draft, or finds that it makes no sense over this schema.</summary>
internal sealed class Composer
{
    private readonly SchemaGraph _graph;
    private readonly Draft _draft;
    private readonly ColumnChoice _choice;
    private readonly ConditionComposer _conditions;
    private readonly OutputComposer _outputs;

    private Composer(SchemaGraph graph, SchemaNames names, Draft draft)
    {
        (_graph, _draft) = (graph, draft);
        _choice = new ColumnChoice(graph, draft);
        _conditions = new ConditionComposer(graph, _choice);
        _outputs = new OutputComposer(graph, names, _choice, draft);
    }

    /// <summary>Null where it asks for nothing, or for things that nothing joins.</summary>
    public static Composed? Compose(SchemaGraph graph, SchemaNames names, Draft draft)
    {
        var composer = new Composer(graph, names, draft);
        var select = composer.Compose();
        return select is null
            ? null
            : new Composed(select, composer._choice.Penalty + composer._conditions.Penalty + composer._outputs.Penalty, composer._choice.Rivals);
    }

    private SelectStatement? Compose()
    {
        var chosen = _outputs.Compose();
        if (chosen.Count == 0)
            return null;
        chosen = Spread(chosen);
        if (_draft.Groups.Count > 0 && !chosen.Any(one => one.IsAggregate))
            chosen = AddGroups(chosen);
        // "how many of each": of each what, nobody said.
        if (_draft.EachRow && chosen.All(one => one.IsAggregate))
            _draft.Penalty += 0.4;
        if (chosen.All(one => one.IsAggregate) && !HasGroups(chosen))
            return Scalar(chosen);
        return chosen.Any(one => one.IsAggregate) ? Grouped(chosen) : Plain(chosen);
    }

    /// <summary>"the average population and area": one figure said of two columns.</summary>
    private IReadOnlyList<Chosen> Spread(IReadOnlyList<Chosen> chosen)
    {
        if (_draft.Groups.Count > 0 || _draft.EachRow || chosen.Count < 2 || chosen[0].Expression is not SqlExpression.Aggregate { Kind: not AggregateKind.Count } figure)
            return chosen;
        if (!chosen.Skip(1).All(one => one is { IsAggregate: false, Column: { IsNumber: true, IsKey: false } }))
            return chosen;
        return [chosen[0], .. chosen.Skip(1).Select(one => one with { Expression = new SqlExpression.Aggregate(figure.Kind, Literals.Reference(one.Column!)), IsFigure = true })];
    }

    /// <summary>"list each language" asks for the language, "for each owner" for nothing more than the owner's rows.</summary>
    private IReadOnlyList<Chosen> AddGroups(IReadOnlyList<Chosen> chosen)
    {
        _draft.Head ??= _draft.Groups[0].Table;
        _draft.Groups.Clear();
        return chosen;
    }

    private bool HasGroups(IReadOnlyList<Chosen> chosen) =>
        _draft.Groups.Count > 0 || (_draft.Extremes.Exists(extreme => extreme.By is Output.CountRows) && chosen.Any(one => !one.IsAggregate));

    /// <summary>Figures over all rows that are meant: one row.</summary>
    private SelectStatement? Scalar(IReadOnlyList<Chosen> chosen)
    {
        var root = chosen.Select(one => one.Table).OfType<TableNode>().FirstOrDefault() ?? _draft.Head ?? Held() ?? _draft.Tables.FirstOrDefault();
        if (root is null)
            return null;
        var joined = Joined(root, OutputComposer.Tables(chosen));
        if (joined is null)
            return null;
        if (chosen.Where(one => one.Counts).Select(one => one.Table).Distinct().Count() > 1)
            _draft.Penalty += 0.6;
        foreach (var extreme in _draft.Extremes)
            _draft.Clauses.Add([AsCondition(extreme)]);
        foreach (var held in _draft.Clauses.Where(clause => clause.Count == 1).Select(clause => clause[0]).OfType<Condition.Holds>().Select(_choice.Choose))
            _draft.Penalty += chosen.Any(one => one.Column == held.Column) ? 0.25 : 0;
        var clauses = _draft.Clauses.ToList();
        if (_draft.Head is { } head && !joined.Tables.Contains(head))
            clauses.Add([new Condition.Linked(head)]);
        return new SelectStatement { Items = [.. chosen.Select(one => one.Expression)], From = root, Joins = joined.Links, Where = _conditions.Compose(Needed(clauses, joined.Tables), joined.Tables) };
    }

    // "the oldest" of what a count is about: those rows whose value is the highest.
    private Condition AsCondition(Extreme extreme)
    {
        if (extreme is { By: Output.Column column, Rows: 1 })
            return new Condition.Compare(column.Mention, "=", new Operand.Figure(extreme.Descending ? AggregateKind.Maximum : AggregateKind.Minimum, column.Mention, new Draft()));
        _draft.Penalty += 0.6;
        return new Condition.Group([]);
    }

    private TableNode? Held() => _draft.Clauses.SelectMany(clause => clause).OfType<Condition.Holds>().Select(holds => _choice.Choose(holds).Column.Table).FirstOrDefault();

    /// <summary>Figures for each of something.</summary>
    private SelectStatement? Grouped(IReadOnlyList<Chosen> chosen)
    {
        var plain = chosen.Where(one => !one.IsAggregate).ToList();
        var keys = Keys(plain);
        if (chosen.Any(one => one is { IsFigure: true, Column: { } column } && keys.Columns.Contains(column)))
            _draft.Penalty += 0.4;
        var items = chosen.ToList();
        if (plain.Count == 0)
            items.InsertRange(0, keys.Shown);
        var tables = keys.Columns.Select(column => column.Table).Concat(OutputComposer.Tables(items)).ToList();
        var orders = Orders(tables);
        var joined = Joined(tables[0], tables);
        if (joined is null)
            return null;
        var having = new List<SqlCondition>();
        var clauses = _draft.Clauses.Where(clause => !IsHaving(clause, joined.Tables, having)).ToList();
        return new SelectStatement
        {
            Items = [.. items.Select(one => one.Expression)],
            From = tables[0],
            Joins = joined.Links,
            Where = _conditions.Compose(Needed(clauses, joined.Tables), joined.Tables),
            GroupBy = [.. keys.Columns.Concat(items.Where(one => !one.IsAggregate).Select(one => one.Column).OfType<ColumnNode>()).Distinct().Select(column => new SqlExpression.Reference(column))],
            Having = having,
            OrderBy = orders,
            Limit = Limit,
        };
    }

    private int? Limit => _draft.Extremes.Count > 0 ? _draft.Extremes[0].Rows : _draft.Limit;

    private static bool IsHaving(List<Condition> clause, IReadOnlyList<TableNode> joined, List<SqlCondition> having)
    {
        if (clause is not [Condition.CountIs { Operand: Operand.Value value } count] || (count.Table is { } table && !joined.Contains(table)))
            return false;
        having.Add(new SqlCondition.Compare(new SqlExpression.Aggregate(AggregateKind.Count, null), count.Operator, new SqlExpression.Literal(value.Literal)));
        return true;
    }

    /// <summary>What the rows are put together by, and what of it is shown where nothing else is asked for.</summary>
    private (IReadOnlyList<ColumnNode> Columns, IReadOnlyList<Chosen> Shown) Keys(IReadOnlyList<Chosen> plain)
    {
        var columns = new List<ColumnNode>();
        var shown = new List<Chosen>();
        foreach (var group in _draft.Groups)
        {
            if (group.Mention is { } mention)
            {
                var column = _choice.Choose(mention);
                columns.Add(column);
                shown.Add(new Chosen(new SqlExpression.Reference(column), column.Table, column));
            }
            else
            {
                var display = _outputs.Display(group.Table!);
                columns.AddRange(group.Table!.Key is { } key ? [key] : display);
                shown.AddRange(display.Select(column => new Chosen(new SqlExpression.Reference(column), column.Table, column)));
            }
        }

        if (columns.Count == 0)
        {
            // Nothing said "each": it is only a guess that the figures are wanted for each.
            _draft.Penalty += _draft.Extremes.Count > 0 || _draft.EachRow ? 0 : 0.12;
            columns.AddRange(plain.Select(one => KeyOf(one)).Distinct());
        }

        return (columns, shown);
    }

    // A person's name is the person; a country of a table of people is a country.
    private ColumnNode KeyOf(Chosen one) =>
        one.Table!.Key is { } key && _draft.Head == one.Table && one.Column != key && _outputs.Display(one.Table).Contains(one.Column!) && !CountsOwn(one.Table) ? key : one.Column ?? one.Table.Columns[0];

    private bool CountsOwn(TableNode table) => _draft.Outputs.Exists(output => output is Output.CountRows { Table: var counted } && counted == table);

    /// <summary>Rows as they are.</summary>
    private SelectStatement? Plain(IReadOnlyList<Chosen> chosen)
    {
        var tables = OutputComposer.Tables(chosen).ToList();
        var root = _draft.Head is { } head && _graph.Distance(tables[0], head) is not null ? head : tables[0];
        if (tables.Contains(root) || tables.Count == 0)
            tables.Remove(root);
        tables.Insert(0, root);
        if (Shared(chosen) is { } shared)
            return shared;
        KeepFirstExtreme(root);
        var counting = Counting(tables, chosen);
        var orders = Orders(tables);
        var joined = Joined(root, tables);
        if (joined is null)
            return null;
        var having = new List<SqlCondition>();
        var own = counting is null && IsOwnCount(chosen);
        var clauses = _draft.Clauses.Where(clause => !own || !IsHaving(clause, joined.Tables, having)).ToList();
        var groups = counting ?? (having.Count > 0 ? [.. chosen.Select(one => one.Column!)] : null);
        var select = new SelectStatement
        {
            Items = [.. chosen.Select(one => one.Expression)],
            From = root,
            Joins = joined.Links,
            Distinct = _draft.Distinct && groups is null,
            GroupBy = groups is null ? [] : [.. groups.Distinct().Select(column => new SqlExpression.Reference(column))],
            Having = having,
            OrderBy = orders,
            Limit = Limit,
        };
        return Sets(select, Needed(clauses, joined.Tables), joined.Tables);
    }

    /// <summary>"the longest river in the smallest state": the first ranks, the others say which rows are meant.</summary>
    private void KeepFirstExtreme(TableNode root)
    {
        foreach (var (extreme, index) in _draft.Extremes.Select((extreme, index) => (extreme, index)).ToList())
        {
            if (index == 0 && !SharesExtreme(root, extreme))
                continue;
            _draft.Clauses.Add([AsCondition(extreme)]);
            _draft.Extremes.Remove(extreme);
        }
    }

    /// <summary>"employees of the department with the largest budget": many rows belong to the one that is ranked, and all are asked for.</summary>
    private bool SharesExtreme(TableNode root, Extreme extreme)
    {
        if (extreme is not { By: Output.Column column, Rows: 1 } || _graph.Join(root, [_choice.Choose(column.Mention).Table]) is not { Count: > 0 } path)
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

    /// <summary>"states where both owners and professionals live": values that two tables share.</summary>
    private SelectStatement? Shared(IReadOnlyList<Chosen> chosen)
    {
        if (!_draft.Both || chosen is not [{ Column: { } column }] || _draft.Head is not null)
            return null;
        var linked = _draft.Clauses.Select(clause => clause is [Condition.Linked link] ? link.Table : null).ToList();
        if (linked.Count != 2 || linked.Contains(null) || linked.Select(table => table!.Find(column.Name)).ToList() is not [{ } left, { } right])
            return null;
        static SelectStatement Of(ColumnNode node) => new() { Items = [new SqlExpression.Reference(node)], From = node.Table };
        return Of(left) with { Combined = [(SetOperation.Intersect, Of(right))] };
    }

    /// <summary>The columns to group by where rows are ranked by a count; null where they are not.</summary>
    private List<ColumnNode>? Counting(List<TableNode> tables, IReadOnlyList<Chosen> chosen)
    {
        var counts = _draft.Extremes.Select(extreme => extreme.By).Concat(_draft.Orders.Select(order => order.Output)).Where(output => output is Output.CountRows or Output.Aggregate).ToList();
        if (counts.Count == 0)
            return null;
        var own = counts[0] switch
        {
            Output.CountRows count => count.Table,
            Output.Aggregate figure => _choice.Choose(figure.Mention).Table,
            _ => null,
        };
        var columns = chosen.Select(one => one.Column).OfType<ColumnNode>().ToList();
        var isEntity = columns.Exists(column => column.IsUnique || _outputs.Display(column.Table).Contains(column)) && (_draft.Head is null || columns.Exists(column => column.Table == _draft.Head));
        // "borders the most states": a table is not counted with itself.
        if (isEntity && own == tables[0])
            _draft.Penalty += 0.5;
        own ??= isEntity ? _conditions.ChildOf([tables[0]]) : tables[0];
        if (own is not null && !tables.Contains(own))
            tables.Add(own);
        var entity = isEntity && tables[0] != own ? tables[0].Key : null;
        return entity is null ? columns : [entity, .. columns];
    }

    private bool IsOwnCount(IReadOnlyList<Chosen> chosen) =>
        _draft.Clauses.SelectMany(clause => clause).OfType<Condition.CountIs>().Any(count => count.Table is { } table && chosen.All(one => one.Table == table));

    private List<SqlOrder> Orders(List<TableNode> tables)
    {
        var orders = new List<SqlOrder>();
        foreach (var (output, descending) in _draft.Extremes.Select(extreme => (extreme.By, extreme.Descending)).Concat(_draft.Orders.Select(order => (order.Output, order.Descending ?? false))))
        {
            foreach (var one in _outputs.Compose(output))
            {
                if (one.Table is { } table && !tables.Contains(table))
                    tables.Add(table);
                var value = one is { IsAggregate: false, Column: { } column } ? Literals.Reference(column) : one.Expression;
                orders.Add(new SqlOrder(value, descending));
            }
        }

        return orders;
    }

    /// <summary>Two conditions that no row can meet are met by two rows that share what is asked for.</summary>
    private SelectStatement Sets(SelectStatement select, IReadOnlyList<List<Condition>> clauses, IReadOnlyList<TableNode> joined)
    {
        for (var second = 1; second < clauses.Count; second++)
        {
            for (var first = 0; first < second; first++)
            {
                if (!Excludes(clauses[first], clauses[second], joined))
                    continue;
                var (left, right) = (clauses.Where((_, index) => index != second).ToList(), clauses.Where((_, index) => index != first).ToList());
                return select with { Where = _conditions.Compose(left, joined), Combined = [(SetOperation.Intersect, select with { Where = _conditions.Compose(right, joined), OrderBy = [], Limit = null })] };
            }
        }

        Doubt(select, clauses);
        if (Excepted(select, clauses, joined) is { } except)
            return except;
        return select with { Where = _conditions.Compose(clauses, joined) };
    }

    /// <summary>"countries that have no ...": the countries of all rows but those of the rows that have it, since several rows share one.</summary>
    private SelectStatement? Excepted(SelectStatement select, IReadOnlyList<List<Condition>> clauses, IReadOnlyList<TableNode> joined)
    {
        var negated = clauses.FirstOrDefault(clause => clause is [Condition.Group { Negated: true }]);
        var shares = !_draft.Outputs.Exists(output => output is Output.Rows) && select.Items.All(item => item is SqlExpression.Reference { Column: { IsUnique: false, IsKey: false } column } && !_outputs.Display(column.Table).Contains(column));
        if (negated is null || !shares || _draft.Head is not null || select.Limit is not null)
            return null;
        var others = clauses.Where(clause => clause != negated).ToList();
        var positive = ((Condition.Group)negated[0]) with { Negated = false };
        var where = _conditions.Compose([.. others, [positive]], joined);
        if (!where.Any(condition => condition is SqlCondition.In))
            return null;
        return select with { Where = _conditions.Compose(others, joined), OrderBy = [], Combined = [(SetOperation.Except, select with { Where = where, OrderBy = [] })] };
    }

    /// <summary>Nobody asks for what they have just said.</summary>
    private void Doubt(SelectStatement select, IReadOnlyList<List<Condition>> clauses)
    {
        foreach (var held in clauses.Where(clause => clause.Count == 1).Select(clause => clause[0]).OfType<Condition.Holds>().Select(_choice.Choose))
        {
            if (select.Items.Any(item => item is SqlExpression.Reference reference && reference.Column == held.Column))
                _draft.Penalty += 0.25;
        }
    }

    private bool Excludes(List<Condition> left, List<Condition> right, IReadOnlyList<TableNode> joined) =>
        left.Count == 1 && right.Count == 1
        && _conditions.Simple(left[0]) is { } first && _conditions.Simple(right[0]) is { } second
        && joined.Contains(first.Column.Table) && first.Excludes(second);

    /// <summary>A link to a table that the statement holds anyway says nothing.</summary>
    private static IReadOnlyList<List<Condition>> Needed(IReadOnlyList<List<Condition>> clauses, IReadOnlyList<TableNode> joined) =>
        [.. clauses.Where(clause => clause is not [Condition.Linked { Table: var table }] || !joined.Contains(table))];

    private JoinedTables? Joined(TableNode root, IEnumerable<TableNode> tables)
    {
        var wanted = tables.Distinct().ToList();
        if (_graph.Join(root, wanted) is not { } links)
            return null;
        _draft.Penalty += links.Sum(link => 0.03 * (link.Cost - 1)) + (0.03 * Math.Max(0, links.Count - 2));
        var all = links.SelectMany(link => new[] { link.Child, link.Parent }).Prepend(root).Distinct().ToList();
        // A table that nobody named is there for a column that may be another table's.
        _draft.Penalty += 0.05 * all.Count(table => !table.IsJunction && table != _draft.Head && !_draft.Tables.Contains(table) && all.Count > 1);
        return new JoinedTables(links, all);
    }

    private sealed record JoinedTables(IReadOnlyList<Link> Links, IReadOnlyList<TableNode> Tables);
}

/// <summary>A draft as SQL.</summary>
/// <param name="Penalty">What guesses about columns and joins take from the score.</param>
/// <param name="Rivals">Columns that could as well have been meant.</param>
internal sealed record Composed(SelectStatement Select, double Penalty, IReadOnlyList<(string Text, ColumnNode Chosen, ColumnNode Rival)> Rivals);
