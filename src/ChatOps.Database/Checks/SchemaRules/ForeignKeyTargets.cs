using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>What a reference points at.</summary>
internal static class ForeignKeyTargets
{
    /// <summary>The table is there under that name, as a table of rows or otherwise.</summary>
    internal static bool IsKnown(ForeignKey key, CheckContext context) =>
        context.Table(key.ReferencedTable) is not null
        || context.Schema.Skipped.Any(table => table.Name.Equals(key.ReferencedTable, StringComparison.OrdinalIgnoreCase));

    /// <summary>The referenced table where it and its columns exist, so that rows can be compared; else null.</summary>
    internal static Table? Readable(ForeignKey key, CheckContext context) =>
        key.ReferencedColumns.Count > 0 && context.Table(key.ReferencedTable) is { } parent && key.ReferencedColumns.All(column => parent.Find(column) is not null)
            ? parent
            : null;
}
