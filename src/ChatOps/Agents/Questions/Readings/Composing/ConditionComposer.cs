using ChatOps.Agents.Questions.Graph;
using ChatOps.Agents.Questions.Sql;

namespace ChatOps.Agents.Questions.Readings.Composing;

/// <summary>
/// Conditions as SQL over some joined tables. What is about another table becomes "is among those of ...", so that a row is never counted twice
/// because it has several children.
/// </summary>
/// <param name="compose">Makes a statement of its own of rows that are spoken of within.</param>
/// <param name="nameOfRepeated">The column that tells which rows are the same thing, where one thing has several rows; null for other tables.</param>
/// <param name="ways">Referring columns that verbs of the question can stand for.</param>
internal sealed class ConditionComposer(SchemaGraph graph, ColumnChoice choice, Func<Draft, Composed?> compose, Func<TableNode, ColumnNode?> nameOfRepeated, IReadOnlyList<ColumnNode> ways)
{
    /// <summary>What it takes that nothing says which of several ways to a table is meant.</summary>
    public const double UnclearWay = 0.26;

    // By identity: rows within are put together once.
    private readonly Dictionary<Condition.Related, Composed?> _others = new(ReferenceEqualityComparer.Instance);

    public SchemaGraph Graph => graph;

    /// <summary>What does not fit together takes from the score.</summary>
    public double Penalty { get; private set; }

    /// <param name="joined">The tables of the statement; the first is what its rows are.</param>
    public IReadOnlyList<SqlCondition> Compose(IReadOnlyList<List<Condition>> clauses, IReadOnlyList<TableNode> joined)
    {
        var where = new List<SqlCondition>();
        var branches = new List<Branch>();
        foreach (var clause in clauses)
        {
            if (clause.Count == 1 && clause[0] is not Condition.Group)
                Place(clause[0], joined, where, branches);
            else
                where.Add(Any([.. clause.Select(condition => Single(condition, joined))]));
        }

        where.AddRange(branches.Select(branch => branch.Within(this, false)));
        return [.. where.SelectMany(condition => condition is SqlCondition.All all ? all.Parts : [condition])];
    }

    /// <summary>The figure that a column is compared with.</summary>
    public SqlExpression Figure(Operand.Figure figure, ColumnNode compared)
    {
        var column = figure.Mention is null ? compared : choice.Choose(figure.Mention, node => node.IsNumber);
        var tables = new List<TableNode> { column.Table };
        var where = Compose(figure.Rows.Clauses, tables);
        if (figure.Rows.Head is { } head && head != column.Table && graph.Join(column.Table, [head]) is null)
            Penalty += 0.5;
        return new SqlExpression.Scalar(new SelectStatement
        {
            Items = [new SqlExpression.Aggregate(figure.Kind, Literals.Reference(column))],
            From = column.Table,
            Where = where,
            Shared = figure.Shared is { } owner ? Shared(column, owner) : null,
        });
    }

    /// <summary>The column that says to which row of the other table a row belongs.</summary>
    private ColumnNode? Shared(ColumnNode column, TableNode owner)
    {
        if (graph.Links.FirstOrDefault(link => link.Child == column.Table && link.Parent == owner && link.From.Count == 1) is { } link)
            return link.From[0];
        Penalty += 0.5;
        return null;
    }

    private static SqlCondition Any(IReadOnlyList<SqlCondition> parts) => parts.Count == 1 ? parts[0] : new SqlCondition.Any(parts);

    private void Place(Condition condition, IReadOnlyList<TableNode> joined, List<SqlCondition> where, List<Branch> branches)
    {
        var table = TableOf(condition, joined);
        if (table is null || (joined.Contains(table) && condition is not (Condition.CountIs or Condition.FigureIs)))
        {
            if (condition is not Condition.Linked)
                where.Add(Local(condition));
            return;
        }

        if (PathTo(table, joined, condition) is not { Count: > 0 } path)
        {
            Penalty += 0.8;
            return;
        }

        path = Way(path, condition is Condition.Holds { Ways: { Count: > 0 } own } ? own : ways);
        var anchor = joined.First(path[0].Touches);
        var branch = branches.Find(known => known.First == path[0] && known.Takes(condition, this));
        if (branch is null)
            branches.Add(branch = new Branch(anchor, path[0]));
        branch.Add(condition, table, path);
    }

    private IReadOnlyList<Link>? PathTo(TableNode table, IReadOnlyList<TableNode> joined, Condition condition)
    {
        // Rows of the statement's own table belong to what is put together, which the caller does.
        if (condition is Condition.FigureIs && joined.Contains(table))
            return null;
        IReadOnlyList<Link>? best = null;
        foreach (var from in joined)
        {
            // A table counted with itself is reached through what joins it to itself, which nothing names: it is left to the caller.
            if (from != table && graph.Join(from, [table]) is { } path && (best is null || path.Sum(link => link.Cost) < best.Sum(link => link.Cost)))
                best = path;
        }

        return best;
    }

    /// <summary>Where two tables are joined in several ways, the words have to say which one is meant.</summary>
    private IReadOnlyList<Link> Way(IReadOnlyList<Link> path, IReadOnlyList<ColumnNode> meant)
    {
        Penalty += path.Skip(1).Any(link => graph.Ways(link).Count > 1) ? UnclearWay : 0;
        if (graph.Ways(path[0]) is not { Count: > 1 } all)
            return path;
        var way = meant.Select(column => all.FirstOrDefault(link => link.From.Contains(column))).FirstOrDefault(link => link is not null);
        Penalty += way is null ? UnclearWay : 0;
        return way is null ? path : [way, .. path.Skip(1)];
    }

    /// <summary>One alternative, or a group.</summary>
    private SqlCondition Single(Condition condition, IReadOnlyList<TableNode> joined)
    {
        if (condition is not Condition.Group group)
        {
            var where = Compose([[condition]], joined);
            return where.Count switch { 0 => Nothing(), 1 => where[0], _ => new SqlCondition.All(where) };
        }

        if (!group.Negated)
        {
            var parts = Compose(group.Clauses, joined);
            return parts.Count switch { 0 => Nothing(), 1 => parts[0], _ => new SqlCondition.All(parts) };
        }

        var inner = Compose(group.Clauses, joined);
        if (inner.Count == 0)
            return Nothing();
        if (NoneOf(inner, joined[0]) is { } none)
            return none;
        return inner.Count == 1 ? Negation.Of(inner[0]) : new SqlCondition.Not(new SqlCondition.All(inner));
    }

    /// <summary>A condition that says nothing is a sign of a wrong reading.</summary>
    private SqlCondition Nothing()
    {
        Penalty += 0.6;
        return new SqlCondition.Compare(new SqlExpression.Literal(1L), "=", new SqlExpression.Literal(1L));
    }

    private SqlCondition Local(Condition condition) => condition switch
    {
        Condition.Compare compare => Compare(compare),
        Condition.Within within => Literals.Within(choice.Choose(within.Mention, IsOrdered), within.Period),
        Condition.Between between => Literals.Between(choice.Choose(between.Mention, IsOrdered), between.Low, between.High),
        Condition.Holds holds => Held(choice.Choose(holds)),
        Condition.IsEmpty empty => new SqlCondition.IsNull(new SqlExpression.Reference(choice.Choose(empty.Mention)), false),
        Condition.IsTrue yes => True(choice.Choose(yes.Mention)),
        Condition.Related related => Related(related),
        _ => throw new InvalidOperationException("There is no such condition."),
    };

    private SqlCondition Related(Condition.Related related)
    {
        var (from, to, key) = graph.Relation(related.By, related.Rows.Head!)!.Value;
        if (!_others.TryGetValue(related, out var others))
        {
            related.Rows.Outputs = [new Output.Column(new ColumnMention([new ColumnMatch(key, 1)], key.Table, key.Table, key.Name))];
            _others[related] = others = compose(related.Rows);
            Penalty += (others?.Penalty ?? 0) + related.Rows.Penalty;
        }

        if (others is null)
            return Nothing();
        var relation = new SelectStatement { Items = [new SqlExpression.Reference(from)], From = related.By, Where = [new SqlCondition.In(new SqlExpression.Reference(to), others.Select, false)] };
        return new SqlCondition.In(new SqlExpression.Reference(key), relation, false);
    }

    /// <summary>Where one thing has several rows, none of them may meet what is denied.</summary>
    private SqlCondition? NoneOf(IReadOnlyList<SqlCondition> inner, TableNode table)
    {
        if (nameOfRepeated(table) is not { } name || inner.All(condition => condition is not SqlCondition.Compare { Left: SqlExpression.Reference { Column: var column } } || column.Table != table || column == name))
            return null;
        var named = new SelectStatement { Items = [new SqlExpression.Reference(name)], From = table, Where = inner };
        return new SqlCondition.In(new SqlExpression.Reference(name), named, true);
    }

    private static bool IsOrdered(ColumnNode column) => column.Class is ValueClass.Number or ValueClass.Date;

    private static SqlCondition Held(HeldValue value) => Literals.Compare(value.Column, "=", value.Text);

    private static SqlCondition True(ColumnNode column) =>
        new SqlCondition.Compare(new SqlExpression.Reference(column), "=", new SqlExpression.Literal(column.Truth?.Yes ?? 1L));

    private SqlCondition Compare(Condition.Compare compare)
    {
        var column = ColumnOf(compare);
        // Numbers of rows are told apart, not measured.
        if (column.IsKey && compare.Operator is not ("=" or "LIKE"))
            Penalty += 0.3;
        return compare.Operand switch
        {
            Operand.Value value => Literals.Compare(column, compare.Operator, value.Literal),
            Operand.Commonest commonest => new SqlCondition.Compare(new SqlExpression.Reference(column), "=", Commonest(column, commonest.Most)),
            Operand.Figure figure => new SqlCondition.Compare(Literals.Reference(column), compare.Operator, Figure(figure, column)),
            _ => throw new InvalidOperationException("There is no such operand."),
        };
    }

    private static SqlExpression Commonest(ColumnNode column, bool most) => new SqlExpression.Scalar(new SelectStatement
    {
        Items = [new SqlExpression.Reference(column)],
        From = column.Table,
        GroupBy = [new SqlExpression.Reference(column)],
        OrderBy = [new SqlOrder(new SqlExpression.Aggregate(AggregateKind.Count, null), most)],
        Limit = 1,
    });

    private ColumnNode ColumnOf(Condition.Compare compare)
    {
        var isText = compare.Operand is Operand.Value { Literal: string } || compare.Operator == "LIKE";
        return choice.Choose(compare.Mention, column => isText ? column.Class is ValueClass.Text or ValueClass.Date or ValueClass.Other : compare.Operator == "=" || IsOrdered(column));
    }

    private TableNode? TableOf(Condition condition, IReadOnlyList<TableNode> joined) => condition switch
    {
        Condition.Compare compare => ColumnOf(compare).Table,
        Condition.Between between => choice.Choose(between.Mention, IsOrdered).Table,
        Condition.Within within => choice.Choose(within.Mention, IsOrdered).Table,
        Condition.Holds holds => choice.Choose(holds).Column.Table,
        Condition.IsEmpty empty => choice.Choose(empty.Mention).Table,
        Condition.IsTrue yes => choice.Choose(yes.Mention).Table,
        Condition.Linked linked => linked.Table,
        Condition.CountIs count => count.Table ?? ChildOf(joined),
        Condition.FigureIs figure => Measured(figure).Table,
        Condition.Related related => related.Rows.Head,
        _ => null,
    };

    /// <summary>The column of numbers that a figure is made of.</summary>
    public ColumnNode Measured(Condition.FigureIs figure) => choice.Choose(figure.Mention, column => column.IsNumber);

    /// <summary>What the rows that are put together have to come to.</summary>
    public SqlCondition? Having(Condition condition) => condition switch
    {
        Condition.CountIs { Operand: Operand.Value value } count => new SqlCondition.Compare(new SqlExpression.Aggregate(AggregateKind.Count, null), count.Operator, new SqlExpression.Literal(value.Literal)),
        Condition.FigureIs { Operand: Operand.Value value } figure => new SqlCondition.Compare(new SqlExpression.Aggregate(figure.Kind, Literals.Reference(Measured(figure))), figure.Operator, new SqlExpression.Literal(value.Literal)),
        _ => null,
    };

    /// <summary>What is counted where nothing names it: the only table that refers to this one.</summary>
    public TableNode? ChildOf(IReadOnlyList<TableNode> joined)
    {
        var children = graph.Links.Where(link => joined.Contains(link.Parent)).Select(link => link.Child).Distinct().ToList();
        if (children.Count == 1)
            return children[0];
        Penalty += 0.3;
        return children.FirstOrDefault();
    }

    /// <summary>A condition as one column compared with one value; null for others.</summary>
    public SimpleComparison? Simple(Condition condition) => condition switch
    {
        Condition.Holds holds when choice.Choose(holds) is var held => new SimpleComparison(held.Column, "=", held.Text),
        Condition.Compare { Operand: Operand.Value value } compare => new SimpleComparison(ColumnOf(compare), compare.Operator, value.Literal),
        _ => null,
    };
}
