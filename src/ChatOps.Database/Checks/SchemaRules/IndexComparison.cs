using ChatOps.Database.Introspection;
using Index = ChatOps.Database.Introspection.Index;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>When one index can stand for another.</summary>
internal static class IndexComparison
{
    /// <summary>The same columns in the same order; expressions and partial conditions are compared by their text.</summary>
    internal static bool IsTwin(Index left, Index right) =>
        left != right && left.Partial == right.Partial && SameColumns(left, right, left.Columns.Count) && left.Columns.Count == right.Columns.Count
        && (!left.Partial && !left.Columns.Contains(null) || Definition(left) == Definition(right))
        && (!left.Unique || right.Unique);

    /// <summary>Of two twins the key or the unique one stays, else the first by name.</summary>
    internal static bool IsPreferred(Index stays, Index goes) =>
        stays.Origin != IndexOrigin.Created
        || (stays.Unique && !goes.Unique)
        || (stays.Unique == goes.Unique && string.CompareOrdinal(stays.Name, goes.Name) < 0);

    internal static bool IsPrefix(Index index, Index longer) =>
        longer.Columns.Count > index.Columns.Count && !index.Columns.Contains(null) && SameColumns(index, longer, index.Columns.Count);

    /// <summary>The table is stored in the order of this column already.</summary>
    internal static bool IsRowIdKey(Table table, Index index) =>
        index is { Partial: false, Columns: [{ } column] } && table.PrimaryKey is [var key] && key == column
        && table.Indexes.All(other => other.Origin != IndexOrigin.PrimaryKey);

    private static bool SameColumns(Index left, Index right, int count) =>
        left.Columns.Take(count).SequenceEqual(right.Columns.Take(count))
        && left.Collations.Take(count).SequenceEqual(right.Collations.Take(count), StringComparer.OrdinalIgnoreCase);

    /// <summary>What follows the table's name.</summary>
    private static string Definition(Index index) => index.Sql is { } sql && sql.IndexOf('(', StringComparison.Ordinal) is >= 0 and var open ? sql[open..] : "";
}
