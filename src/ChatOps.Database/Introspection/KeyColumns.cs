namespace ChatOps.Database.Introspection;

/// <summary>Questions about keys.</summary>
internal static class KeyColumns
{
    /// <summary>The database guarantees that no two rows share these columns' values.</summary>
    internal static bool IsUnique(Table table, IReadOnlyCollection<string> columns) =>
        SameSet(table.PrimaryKey, columns)
        || table.Indexes.Any(index => index is { Unique: true, Partial: false, Valid: true } && SameSet(index.Columns, columns));

    internal static bool IsKey(Table table, string column) =>
        table.PrimaryKey.Contains(column) || IsForeignKey(table, column) || IsUnique(table, [column]);

    internal static bool IsForeignKey(Table table, string column) => table.ForeignKeys.Any(key => key.Columns.Contains(column));

    private static bool SameSet(IReadOnlyCollection<string?> left, IReadOnlyCollection<string> right) =>
        left.Count == right.Count && left.Count > 0 && right.All(name => left.Contains(name, StringComparer.OrdinalIgnoreCase));
}
