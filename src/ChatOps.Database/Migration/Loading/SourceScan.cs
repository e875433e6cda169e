using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Migration.Ledger;

namespace ChatOps.Database.Migration.Loading;

/// <summary>The statement that reads a table's rows in the source.</summary>
/// <param name="Sql">One SELECT: the carried columns, then those of the order, then the row rules as 1 and 0.</param>
/// <param name="Columns">What it selects.</param>
internal sealed record SourceScan(string Sql, IReadOnlyList<Column> Columns)
{
    private static readonly Column Flag = new("rule", "integer", false) { Kind = ColumnKind.Integer };

    internal static SourceScan Of(TablePlan table, IDialect dialect, RowOrder? order, Slice slice)
    {
        var selected = table.Columns.Select(column => dialect.ScannedColumn(column.Source)).Concat(order?.Selected ?? [])
            .Concat(table.Rules.Select(rule => $"CASE WHEN {rule.Condition} THEN 1 ELSE 0 END")).DefaultIfEmpty("1");
        List<string> conditions = [.. table.Where is { } where ? [$"({where})"] : Array.Empty<string>(), .. order?.Within(slice.Position ?? slice.Lower, slice.Upper) ?? []];
        var sql = $"SELECT {string.Join(", ", selected)} FROM {dialect.QuoteTable(table.Source)}"
            + (conditions.Count == 0 ? "" : $" WHERE {string.Join(" AND ", conditions)}")
            + (order is null ? "" : $" ORDER BY {order.OrderBy}");
        return new SourceScan(sql, [.. table.Columns.Select(column => column.Source), .. order?.Columns ?? [], .. table.Rules.Select(_ => Flag)]);
    }
}
