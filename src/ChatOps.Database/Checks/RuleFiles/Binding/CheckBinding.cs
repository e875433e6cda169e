using ChatOps.Database.Checks.RuleFiles.Scanning;
using ChatOps.Database.Checks.RuleFiles.Yaml;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.RuleFiles.Binding;

/// <summary>One check on its way to a table that is there: what its kind may ask, and where its problems go.</summary>
internal sealed class CheckBinding
{
    private readonly BindingScope _scope;

    internal CheckBinding(BindingScope scope, CheckDefinition definition, Table table, Column? column, string? filter)
    {
        (_scope, Definition, Table, OwnColumn, Filter) = (scope, definition, table, column, filter);
    }

    internal CheckDefinition Definition { get; }

    internal Table Table { get; }

    /// <summary>The column that it is listed under.</summary>
    internal Column Column => OwnColumn ?? throw new InvalidOperationException($"'{Definition.Kind}' stands under no column.");

    internal RuleNode? Argument => Definition.Argument;

    /// <summary>Only these rows are looked at, by the table's filter and the check's own; null for all.</summary>
    internal string? Filter { get; }

    internal IRuleSql Sql => _scope.Sql;

    internal ICheckSql Checks => _scope.Checks;

    internal DateTimeOffset Now => _scope.Now;

    internal string From => Sql.Table(Table);

    internal string Name => Sql.Quote(Column.Name);

    private Column? OwnColumn { get; }

    internal void Problem(Place at, string message) => _scope.Problem(at, message);

    /// <summary>The condition in those rows that are looked at.</summary>
    internal string InFilter(string condition) => Filter is null ? condition : $"({Filter}) AND ({condition})";

    internal Table? FindTable(string name, Place at) => _scope.FindTable(name, at);

    internal Column? FindColumn(Table table, string name, Place at) => _scope.FindColumn(table, name, at);

    internal DatabaseConnection? FindConnection(string name, Place at) => _scope.FindConnection(name, at);

    internal Schema? SchemaOf(DatabaseConnection connection) => _scope.SchemaOf(connection);

    internal IReadOnlyList<Column>? FindColumns(Table table, IReadOnlyList<RuleScalar> names)
    {
        var columns = names.Select(name => FindColumn(table, name.Text, name.At)).ToList();
        return columns.Exists(column => column is null) ? null : [.. columns.OfType<Column>()];
    }

    /// <summary>A check of its column.</summary>
    internal RowCheck Rows(string bad, string says, bool indexable = false) => Rows([Column], bad, says, indexable);

    /// <param name="indexable">An index on the first of the columns leads to the failing rows.</param>
    internal RowCheck Rows(IReadOnlyList<Column> columns, string bad, string says, bool indexable = false)
    {
        var isIndexed = indexable && IsIndexed(columns[0]);
        var figure = isIndexed ? new Figure($"SELECT COUNT(*) AS cases FROM {From} WHERE {bad}", true) : new Figure(Checks.CountWhere(InFilter(bad)), false);
        return Rows(columns, bad, says, figure) with { IsIndexed = isIndexed };
    }

    /// <param name="cases">How the failing rows are counted.</param>
    internal RowCheck Rows(IReadOnlyList<Column> columns, string bad, string says, Figure cases)
    {
        IReadOnlyList<string> names = [.. columns.Select(column => column.Name)];
        IReadOnlyList<string> shown = names.Count > 0 ? names : [.. Table.Columns.Select(column => column.Name)];
        return new RowCheck(Definition, Table, names, bad, says)
        {
            Shown = shown,
            Filter = Filter,
            Cases = cases,
            Population = Filter is null ? Figure.Rows : new Figure(Checks.CountWhere(Filter), false),
            Sql = Sql.Rows(Table, shown, InFilter(bad)),
        };
    }

    /// <summary>A check of one figure.</summary>
    internal MeasureCheck Measure(string aggregate, Bounds bounds, string what) =>
        new(Definition, Table, OwnColumn is null ? [] : [OwnColumn.Name], new Figure(aggregate, false), $"SELECT {aggregate} AS measured FROM {From}", bounds, what);

    /// <param name="value">A query that gives one value.</param>
    internal MeasureCheck MeasureAlone(string value, Bounds bounds, string what)
    {
        var statement = $"SELECT ({value}) AS measured";
        return new(Definition, Table, OwnColumn is null ? [] : [OwnColumn.Name], new Figure(statement, true), statement, bounds, what);
    }

    /// <summary>An index answers questions about the column by itself, and this engine is better asked that way.</summary>
    internal bool IsIndexed(Column column) =>
        Filter is null && Checks.PrefersIndexes && Table.Indexes.Any(index => index is { Partial: false, Valid: true } && index.Columns.Count > 0 && string.Equals(index.Columns[0], column.Name, StringComparison.OrdinalIgnoreCase));
}
