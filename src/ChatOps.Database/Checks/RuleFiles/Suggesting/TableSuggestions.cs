using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.RuleFiles.Suggesting;

/// <summary>What may hold between columns and tables.</summary>
internal static class TableSuggestions
{
    internal static IEnumerable<SuggestedCheck> Of(Table table, Schema schema, long rows)
    {
        yield return new SuggestedCheck(table.Name, null, $"row-count: {{ min: {Math.Max(1, rows / 2)} }}");
        if (table.PrimaryKey.Count > 1)
        {
            yield return new SuggestedCheck(table.Name, null, $"key: {List(table.PrimaryKey)}");
        }

        foreach (var reference in References(table, schema).Concat(Orders(table)))
        {
            yield return reference;
        }
    }

    private static IEnumerable<SuggestedCheck> References(Table table, Schema schema)
    {
        foreach (var key in table.ForeignKeys.Where(key => key.ReferencedColumns.Count == key.Columns.Count && key.Columns.Count > 0 && Find(schema, key.ReferencedTable) is not null))
        {
            yield return key.Columns.Count == 1
                ? Reference(table, key.Columns[0], key.ReferencedTable, key.ReferencedColumns[0])
                : new SuggestedCheck(table.Name, null, $"references: {{ columns: {List(key.Columns)}, table: {YamlText.Of(key.ReferencedTable)}, to: {List(key.ReferencedColumns)} }}");
        }

        foreach (var column in table.Columns.Where(column => !KeyColumns.IsForeignKey(table, column.Name) && !IsOwnKey(table, column)))
        {
            if (schema.Tables.FirstOrDefault(other => other.Name != table.Name && IsNamedAfter(column.Name, other)) is { } other)
            {
                yield return Reference(table, column.Name, other.Name, other.PrimaryKey[0]);
            }
        }
    }

    private static bool IsOwnKey(Table table, Column column) => table.PrimaryKey is [var only] && only == column.Name;

    /// <summary>customer_id for customers(id), CustomerID for Customers(CustomerID).</summary>
    private static bool IsNamedAfter(string column, Table other)
    {
        if (other.PrimaryKey is not [var key])
        {
            return false;
        }

        var (name, table, id) = (Plain(column), Plain(other.LocalName), Plain(key));
        return name.Length > 2 && name.EndsWith("id", StringComparison.Ordinal) && (name == id || name == table + id || (table.EndsWith('s') && name == table[..^1] + id));
    }

    private static IEnumerable<SuggestedCheck> Orders(Table table)
    {
        var dates = table.Columns.Where(column => column.Kind is ColumnKind.Date || column.DeclaredType.Contains("date", StringComparison.OrdinalIgnoreCase))
            .Select(column => (column.Name, Rank: NameWords.IsPlan(column.Name) ? null : NameWords.DateRank(column.Name))).Where(date => date.Rank is not null).ToList();
        return from early in dates
               from late in dates
               where early.Rank < late.Rank
               select new SuggestedCheck(table.Name, null, $"order: {List([early.Name, late.Name])}");
    }

    private static SuggestedCheck Reference(Table table, string column, string other, string target) => new(
        table.Name, column,
        other.Contains('.', StringComparison.Ordinal) || target.Contains('.', StringComparison.Ordinal)
            ? $"references: {{ table: {YamlText.Of(other)}, column: {YamlText.Of(target)} }}"
            : $"references: {YamlText.Of($"{other}.{target}")}");

    private static Table? Find(Schema schema, string name) => schema.Tables.FirstOrDefault(table => table.Name == name);

    private static string List(IReadOnlyList<string> names) => $"[{string.Join(", ", names.Select(YamlText.Of))}]";

    private static string Plain(string name) => name.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();
}
