using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>A foreign key and the table it belongs to.</summary>
internal sealed record Reference(Table Table, ForeignKey Key);

/// <summary>Which of the tables that were asked for refers to which.</summary>
internal static class ReferenceGraph
{
    internal static Graph<Reference> Of(CheckContext context, Func<Reference, bool> counts)
    {
        var names = context.Tables.DistinctBy(table => table.Name, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(table => table.Name, table => table.Name, StringComparer.OrdinalIgnoreCase);
        return new Graph<Reference>(
            from table in context.Tables
            from key in table.ForeignKeys
            let reference = new Reference(table, key)
            where names.ContainsKey(key.ReferencedTable) && counts(reference)
            select new Arrow<Reference>(table.Name, names[key.ReferencedTable], reference));
    }

    /// <summary>"a -> b -> a".</summary>
    internal static string Path<T>(IReadOnlyList<Arrow<T>> circle) => string.Join(" -> ", circle.Select(arrow => arrow.From).Append(circle[0].From));

    internal static IEnumerable<string> Describe(CheckContext context, IEnumerable<Arrow<Reference>> arrows) =>
        arrows.Select(arrow => context.Sql.DescribeForeignKey(arrow.Label.Table, arrow.Label.Key));
}
