using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>References that lead back to where they began.</summary>
internal sealed class ForeignKeyCycle : SchemaRule
{
    internal override string Id => "foreign-key-cycle";

    internal override Severity Severity => Severity.Warning;

    internal override string Explanation =>
        "Tables refer to each other in a circle. No table of the circle can be filled, loaded or dropped first without switching checks off. A table that refers to itself is not counted.";

    internal override Task<IReadOnlyList<Candidate>> FindAsync(CheckContext context, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Candidate>>([.. Cycles(context).Select(cycle => Describe(cycle, context))]);

    private static Candidate Describe(IReadOnlyList<Edge> cycle, CheckContext context)
    {
        var path = string.Join(" -> ", cycle.Select(edge => edge.From.Name).Append(cycle[0].From.Name));
        var exist = cycle.Select(edge => $"EXISTS ({context.Sql.DescribeForeignKey(edge.From, edge.Key)})");
        return new Candidate(
            cycle[0].From.Name,
            cycle[0].Key.Columns,
            $"SELECT {context.Sql.Literal(path)} AS path FROM (SELECT 1 AS one) AS one WHERE {string.Join(" AND ", exist)}",
            _ => $"References form a circle: {path}. None of these tables can be loaded or emptied first while foreign keys are enforced.");
    }

    /// <summary>One shortest circle for each strongly connected group of tables.</summary>
    private static IEnumerable<IReadOnlyList<Edge>> Cycles(CheckContext context)
    {
        var edges = (from table in context.Tables
                     from key in table.ForeignKeys
                     let target = context.Tables.FirstOrDefault(other => other.Name.Equals(key.ReferencedTable, StringComparison.OrdinalIgnoreCase))
                     where target is not null && target != table
                     select new Edge(table, key, target)).ToLookup(edge => edge.From.Name);
        var covered = new HashSet<string>(StringComparer.Ordinal);
        foreach (var table in context.Tables)
        {
            if (!covered.Contains(table.Name) && ShortestWayBack(table, edges) is { } cycle)
            {
                covered.UnionWith(cycle.Select(edge => edge.From.Name));
                yield return cycle;
            }
        }
    }

    private static List<Edge>? ShortestWayBack(Table start, ILookup<string, Edge> edges)
    {
        var cameBy = new Dictionary<string, Edge>(StringComparer.Ordinal);
        var queue = new Queue<string>([start.Name]);
        while (queue.TryDequeue(out var name))
        {
            foreach (var edge in edges[name])
            {
                if (cameBy.TryAdd(edge.To.Name, edge))
                {
                    queue.Enqueue(edge.To.Name);
                }
            }
        }

        if (!cameBy.TryGetValue(start.Name, out var last))
        {
            return null;
        }

        var path = new List<Edge> { last };
        while (path[0].From.Name != start.Name)
        {
            path.Insert(0, cameBy[path[0].From.Name]);
        }

        return path;
    }

    private sealed record Edge(Table From, ForeignKey Key, Table To);
}
