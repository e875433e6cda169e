using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>What a reference points at.</summary>
internal static class ForeignKeyTargets
{
    /// <summary>The table is there under that name, as a table of rows or otherwise.</summary>
    internal static bool IsKnown(ForeignKey key, CheckContext context) =>
        context.Table(key.ReferencedTable) is not null
        || context.Schema.Skipped.Any(table => table.Name.Equals(key.ReferencedTable, StringComparison.OrdinalIgnoreCase));

    /// <summary>Table and columns exist, so rows can be compared.</summary>
    internal static bool AreReadable(ForeignKey key, CheckContext context) =>
        key.ReferencedColumns.Count > 0
        && context.Table(key.ReferencedTable) is { } parent
        && key.ReferencedColumns.All(column => CheckContext.Column(parent, column) is not null);
}
