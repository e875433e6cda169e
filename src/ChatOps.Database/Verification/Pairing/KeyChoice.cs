using ChatOps.Database.Introspection;

namespace ChatOps.Database.Verification.Pairing;

/// <summary>Finds the columns by which rows of both sides belong together.</summary>
internal static class KeyChoice
{
    /// <summary>The primary key, else the smallest key without NULLs; empty where there is none among the compared columns.</summary>
    /// <param name="table">Of the source, or of the target where the source has no key.</param>
    /// <param name="compared">Names of its columns that are compared.</param>
    internal static IReadOnlyList<string> Of(Table table, IReadOnlyCollection<string> compared)
    {
        bool IsCompared(IEnumerable<string?> columns) => columns.All(column => column is not null && compared.Contains(column));
        if (table.PrimaryKey.Count > 0 && IsCompared(table.PrimaryKey))
        {
            return table.PrimaryKey;
        }

        var index = table.Indexes
            .Where(index => index is { Unique: true, Partial: false, Valid: true } && index.Columns.Count > 0 && IsCompared(index.Columns))
            .Where(index => index.Columns.All(column => table.Find(column!) is { Nullable: false }))
            .OrderBy(index => index.Columns.Count)
            .ThenBy(index => index.Name, StringComparer.Ordinal)
            .FirstOrDefault();
        return index is null ? [] : [.. index.Columns.Select(column => column!)];
    }
}
