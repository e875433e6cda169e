using System.Globalization;
using ChatOps.Agents.Questions.Graph;
using ChatOps.Database.Connections;

namespace ChatOps.Agents.Questions.Sql;

/// <summary>
/// Writes a SELECT for one engine. Every name goes through the dialect's quoting and every value through its literals, so that what stands in a
/// question, a name or a row can never be read as SQL; the text runs as it is shown.
/// </summary>
internal sealed class SqlRenderer(IDialect dialect)
{
    private int _names;

    public string Render(SelectStatement select) => Select(select, null);

    private string Select(SelectStatement select, Scope? outer)
    {
        var scope = new Scope(select, outer, () => $"t{++_names}");
        var sql = $"SELECT {(select.Distinct ? "DISTINCT " : "")}{List(select.Items, scope)} FROM {From(select, scope)}"
            + Where(select, scope, outer)
            + (select.GroupBy.Count == 0 ? "" : $" GROUP BY {List(select.GroupBy, scope)}")
            + Clause(" HAVING ", select.Having, scope);
        foreach (var (operation, other) in select.Combined)
            sql += $" {operation.ToString().ToUpperInvariant()} {Select(other, outer)}";
        if (select.OrderBy.Count > 0)
            sql += $" ORDER BY {string.Join(", ", select.OrderBy.Select(order => Expression(order.Value, scope) + (order.Descending ? " DESC" : "")))}";
        if (select.Limit is { } limit)
            sql += $" LIMIT {limit.ToString(CultureInfo.InvariantCulture)}";
        return select.Offset > 0 ? sql + $" OFFSET {select.Offset.ToString(CultureInfo.InvariantCulture)}" : sql;
    }

    private string Where(SelectStatement select, Scope scope, Scope? outer)
    {
        var own = Clause(" WHERE ", select.Where, scope);
        if (select.Shared is not { } shared)
            return own;
        var around = $"{outer?.Find(shared.Table) ?? dialect.QuoteTable(shared.Table.Table)}.{dialect.QuoteIdentifier(shared.Name)}";
        return $"{(own.Length == 0 ? " WHERE" : own + " AND")} {Column(shared, scope)} = {around}";
    }

    private string From(SelectStatement select, Scope scope)
    {
        var sql = Named(select.From, scope);
        var joined = new HashSet<TableNode> { select.From };
        foreach (var link in select.Joins)
        {
            var next = joined.Contains(link.Child) ? link.Parent : link.Child;
            joined.Add(next);
            var pairs = link.From.Zip(link.To, (from, to) => $"{Column(from, scope)} = {Column(to, scope)}");
            sql += $" JOIN {Named(next, scope)} ON {string.Join(" AND ", pairs)}";
        }

        return sql;
    }

    private string Named(TableNode table, Scope scope) =>
        scope.NameOf(table) is { } name ? $"{dialect.QuoteTable(table.Table)} AS {name}" : dialect.QuoteTable(table.Table);

    private string Clause(string word, IReadOnlyList<SqlCondition> conditions, Scope scope) =>
        conditions.Count == 0 ? "" : word + string.Join(" AND ", conditions.Select(condition => Nested(condition, scope)));

    private string Nested(SqlCondition condition, Scope scope) =>
        condition is SqlCondition.Any { Parts.Count: > 1 } ? $"({Condition(condition, scope)})" : Condition(condition, scope);

    private string Condition(SqlCondition condition, Scope scope) => condition switch
    {
        SqlCondition.Like like => dialect.QuerySql.Like(Expression(like.Value, scope), dialect.QuoteLiteral(like.Pattern), like.Negated),
        SqlCondition.Compare compare => $"{Expression(compare.Left, scope)} {compare.Operator} {Expression(compare.Right, scope)}",
        SqlCondition.Between between => $"{Expression(between.Value, scope)} BETWEEN {Expression(between.Low, scope)} AND {Expression(between.High, scope)}",
        SqlCondition.IsNull empty => $"{Expression(empty.Value, scope)} IS {(empty.Negated ? "NOT " : "")}NULL",
        // MySQL takes no LIMIT right within IN.
        SqlCondition.In { Select.Limit: not null } inside => $"{Expression(inside.Value, scope)} {(inside.Negated ? "NOT " : "")}IN (SELECT * FROM ({Select(inside.Select, scope)}) AS first)",
        SqlCondition.In inside => $"{Expression(inside.Value, scope)} {(inside.Negated ? "NOT " : "")}IN ({Select(inside.Select, scope)})",
        SqlCondition.All all => string.Join(" AND ", all.Parts.Select(part => Nested(part, scope))),
        SqlCondition.Any any => string.Join(" OR ", any.Parts.Select(part => part is SqlCondition.All { Parts.Count: > 1 } ? $"({Condition(part, scope)})" : Condition(part, scope))),
        SqlCondition.Not not => $"NOT ({Condition(not.Inner, scope)})",
        _ => throw new InvalidOperationException("There is no such condition."),
    };

    private string List(IReadOnlyList<SqlExpression> items, Scope scope) => string.Join(", ", items.Select(item => Expression(item, scope)));

    private string Expression(SqlExpression expression, Scope scope) => expression switch
    {
        SqlExpression.Reference reference => Column(reference.Column, scope),
        SqlExpression.AsNumber number => dialect.QuerySql.AsNumber(Column(number.Column, scope)),
        SqlExpression.Aggregate { Operand: null } => "COUNT(*)",
        SqlExpression.Aggregate aggregate => $"{Word(aggregate.Kind)}({(aggregate.Distinct ? "DISTINCT " : "")}{Expression(aggregate.Operand!, scope)})",
        SqlExpression.Span span => dialect.QuerySql.Span(Column(span.Column, scope), span.Unit),
        SqlExpression.Share share => $"100.0 * SUM(CASE WHEN {string.Join(" AND ", share.Of.Select(condition => Nested(condition, scope)))} THEN 1 ELSE 0 END) / COUNT(*)",
        SqlExpression.Quotient quotient => $"{quotient.Factor.ToString(CultureInfo.InvariantCulture)}.0 * {Expression(quotient.Dividend, scope)} / {Expression(quotient.Divisor, scope)}",
        SqlExpression.Literal literal => dialect.QuoteLiteral(literal.Value),
        SqlExpression.Scalar scalar => $"({Select(scalar.Select, scope)})",
        SqlExpression.Star star => scope.NameOf(star.Table) is { } name ? $"{name}.*" : "*",
        _ => throw new InvalidOperationException("There is no such expression."),
    };

    private string Column(ColumnNode column, Scope scope) =>
        scope.Find(column.Table) is { } name ? $"{name}.{dialect.QuoteIdentifier(column.Name)}" : dialect.QuoteIdentifier(column.Name);

    private static string Word(AggregateKind kind) => kind switch
    {
        AggregateKind.Count => "COUNT",
        AggregateKind.Sum => "SUM",
        AggregateKind.Average => "AVG",
        AggregateKind.Minimum => "MIN",
        _ => "MAX",
    };

    /// <summary>The short names of a statement's tables; a statement of one table needs none.</summary>
    private sealed class Scope
    {
        private readonly Dictionary<TableNode, string> _names = [];
        private readonly Scope? _outer;
        private readonly TableNode _from;

        public Scope(SelectStatement select, Scope? outer, Func<string> next)
        {
            (_outer, _from) = (outer, select.From);
            if (select.Shared is not null)
                _names[select.From] = next();
            if (select.Joins.Count == 0)
                return;
            foreach (var table in select.Joins.SelectMany(link => new[] { link.Child, link.Parent }).Prepend(select.From).Distinct())
                _names[table] = next();
        }

        public string? NameOf(TableNode table) => _names.GetValueOrDefault(table);

        public string? Find(TableNode table) => _names.TryGetValue(table, out var name) ? name : table == _from ? null : _outer?.Find(table);
    }
}
