using ChatOps.Database.Checks;
using ChatOps.Database.Connections;

namespace ChatOps.Database.Introspection;

/// <summary>Which tables somebody asked for.</summary>
internal static class TableSelection
{
    /// <summary>Tables that this program has made, such as those that hold rejected rows, are looked at only where somebody names them.</summary>
    internal const string OwnPrefix = "_chatops_";

    /// <exception cref="DatabaseException">One of them does not exist; the message names it and what there is.</exception>
    internal static IReadOnlyList<Table> Of(Schema schema, IReadOnlyList<string>? names)
    {
        if (names is null)
        {
            return [.. schema.Tables.Where(table => !table.Name.StartsWith(OwnPrefix, StringComparison.Ordinal))];
        }

        var unknown = names.Where(name => !schema.Tables.Any(table => Same(table.Name, name)) && !schema.Skipped.Any(table => Same(table.Name, name))).ToList();
        return unknown.Count == 0
            ? [.. schema.Tables.Where(table => names.Any(name => Same(table.Name, name)))]
            : throw new DatabaseException(
                DatabaseProblem.BadStatement,
                $"There is no table {string.Join(", ", unknown.Select(name => $"'{name}'"))}. There are: {string.Join(", ", schema.Tables.Take(20).Select(table => table.Name))}{(schema.Tables.Count > 20 ? ", ..." : "")}.");
    }

    internal static List<NotChecked> SkippedOf(Schema schema, IReadOnlyList<string>? names) =>
        [.. schema.Skipped.Where(table => names is null || names.Any(name => Same(table.Name, name))).Select(table => new NotChecked(table.Name, table.Reason))];

    private static bool Same(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);
}
