using ChatOps.Database.Introspection;

namespace ChatOps.Agents.Questions.Graph;

/// <summary>The links that a schema declares, and those that names and values suggest where it declares none.</summary>
internal static class LinkFinder
{
    private const double Declared = 1;
    private const double SameName = 1.6;
    private const double SameValues = 2.2;

    public static IReadOnlyList<Link> Find(IReadOnlyList<TableNode> tables)
    {
        var byName = new Dictionary<string, TableNode>(StringComparer.OrdinalIgnoreCase);
        foreach (var table in tables)
            byName.TryAdd(table.Name, table);
        var links = new List<Link>();
        foreach (var table in tables)
        {
            foreach (var key in table.Table.ForeignKeys)
            {
                if (Resolve(table, key, byName) is { } link && !links.Exists(known => known.From.SequenceEqual(link.From) && known.To.SequenceEqual(link.To)))
                    links.Add(link);
            }
        }

        links = PlainFirst(links);
        foreach (var link in links)
            Mark(link);
        links.AddRange(Suggested(tables, links));
        return links;
    }

    private static Link? Resolve(TableNode table, ForeignKey key, Dictionary<string, TableNode> byName)
    {
        if (!byName.TryGetValue(key.ReferencedTable, out var parent) || key.Columns.Count != key.ReferencedColumns.Count)
            return null;
        var from = key.Columns.Select(table.Find).OfType<ColumnNode>().ToList();
        var to = key.ReferencedColumns.Select(parent.Find).OfType<ColumnNode>().ToList();
        return from.Count == key.Columns.Count && to.Count == from.Count && from.Count > 0 ? new Link(from, to, Declared) : null;
    }

    /// <summary>Of several references between two tables, the one whose columns are called alike on both sides goes first: a department's people before its head.</summary>
    private static List<Link> PlainFirst(List<Link> links) =>
        [.. links.GroupBy(link => links.FindIndex(other => other.Touches(link.Child) && other.Touches(link.Parent))).SelectMany(group => group.OrderBy(link => IsPlain(link) ? 0 : 1))];

    private static bool IsPlain(Link link) => link.From.Zip(link.To).All(pair => pair.First.Name.Equals(pair.Second.Name, StringComparison.OrdinalIgnoreCase));

    private static void Mark(Link link)
    {
        foreach (var column in link.From)
            column.IsReference = true;
    }

    /// <summary>Only between tables that nothing declared joins already.</summary>
    private static List<Link> Suggested(IReadOnlyList<TableNode> tables, List<Link> declared)
    {
        var suggested = new List<Link>();
        foreach (var parent in tables)
        {
            foreach (var key in parent.Columns.Where(column => IsKeyLike(parent, column)))
            {
                foreach (var child in tables.Where(table => table != parent && !declared.Exists(link => link.Touches(table) && link.Touches(parent))))
                {
                    if (Best(child, key) is { } link)
                        suggested.Add(link);
                }
            }
        }

        foreach (var link in suggested.Where(link => link.Cost == SameName))
            Mark(link);
        return suggested;
    }

    private static bool IsKeyLike(TableNode table, ColumnNode column) =>
        table.Key == column || (column.IsUnique && column.Class == ValueClass.Text && (column.Words.Intersect(table.Words).Any() || column.Values.Count > 2));

    private static Link? Best(TableNode child, ColumnNode key)
    {
        var named = child.Columns.FirstOrDefault(column => !column.IsReference && child.Key != column && Compatible(column, key) && Refers(column, key));
        if (named is not null)
            return new Link([named], [key], SameName);
        var held = child.Columns.FirstOrDefault(column => !column.IsReference && HoldsOnly(column, key));
        return held is null ? null : new Link([held], [key], SameValues);
    }

    // customer_id refers to customer.id and to customer.customer_id; a plain id refers to nothing.
    private static bool Refers(ColumnNode column, ColumnNode key)
    {
        if (column.Words.SequenceEqual(key.Words))
            return key.Words.Count > 1 && (key.Words.Intersect(Singular(key.Table.Words)).Any() || key.Table.Key == key);
        return key.Table.Key == key && column.Words.Count > key.Words.Count
            && Singular(column.Words).SequenceEqual(Singular(key.Table.Words).Concat(key.Words.Except(key.Table.Words)));
    }

    private static IEnumerable<string> Singular(IReadOnlyList<string> words) => words.Select(word => word.Length > 3 && word.EndsWith('s') ? word[..^1] : word);

    private static bool HoldsOnly(ColumnNode column, ColumnNode key) =>
        column.Values.Count > 2 && key.Values.Count > 2 && key.IsUnique && key.Words.Intersect(key.Table.Words).Any()
        && column.Values.All(key.Values.ToHashSet(StringComparer.OrdinalIgnoreCase).Contains);

    private static bool Compatible(ColumnNode left, ColumnNode right) => left.Class == right.Class;
}
