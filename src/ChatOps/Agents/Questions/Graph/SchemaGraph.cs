using ChatOps.Database.Connections;

namespace ChatOps.Agents.Questions.Graph;

/// <summary>Tables, the links between them and the short texts that they hold, as they stood when the graph was made. Does not change.</summary>
internal sealed class SchemaGraph
{
    /// <summary>A table that relates rows to each other has little else to tell.</summary>
    private const int MostOfRelation = 4;

    private readonly ILookup<TableNode, Link> _linksOf;

    public SchemaGraph(IReadOnlyList<TableNode> tables, IReadOnlyList<Link> links, ValueIndex values, IDialect dialect, string fingerprint)
    {
        Tables = tables;
        Links = links;
        _linksOf = links.SelectMany(link => new[] { link.Child, link.Parent }.Distinct().Select(table => (table, link))).ToLookup(pair => pair.table, pair => pair.link);
        HasSeveralWays = links.GroupBy(link => (link.Child, link.Parent)).Any(group => group.Count() > 1);
        Values = values;
        Dialect = dialect;
        Fingerprint = fingerprint;
        foreach (var table in tables)
            table.IsJunction = links.Count(link => link.Child == table) >= 2 && table.Columns.All(column => column.IsReference || column == table.Key);
    }

    public IReadOnlyList<TableNode> Tables { get; }

    /// <summary>Two tables somewhere are joined in more than one way.</summary>
    public bool HasSeveralWays { get; }

    public IReadOnlyList<Link> Links { get; }

    public ValueIndex Values { get; }

    public IDialect Dialect { get; }

    /// <summary>Of the schema that it was made from.</summary>
    public string Fingerprint { get; }

    /// <summary>Links that join the tables with as little as possible, in the order in which they can be joined from the first; null where there is no way.</summary>
    /// <remarks>Each table is reached by the shortest path from those joined so far (Takahashi and Matsuyama 1980, a 2-approximation of the Steiner tree).</remarks>
    public IReadOnlyList<Link>? Join(TableNode first, IEnumerable<TableNode> others)
    {
        var joined = new HashSet<TableNode> { first };
        var missing = others.Where(table => table != first).ToHashSet();
        var links = new List<Link>();
        while (missing.Count > 0)
        {
            if (ShortestPath(joined, missing) is not { } path)
                return null;
            foreach (var link in path)
            {
                links.Add(link);
                joined.Add(link.Child);
                joined.Add(link.Parent);
            }

            missing.ExceptWith(joined);
        }

        return links;
    }

    /// <summary>The cost of the way from one table to another; null where there is none.</summary>
    public double? Distance(TableNode from, TableNode to) => from == to ? 0 : ShortestPath(new HashSet<TableNode> { from }, new HashSet<TableNode> { to })?.Sum(link => link.Cost);

    /// <summary>The two columns by which a table relates rows of another one to each other ("borders", "is a friend of"), and the key that both hold; null for any other table.</summary>
    public (ColumnNode From, ColumnNode To, ColumnNode Key)? Relation(TableNode relation, TableNode related)
    {
        if (relation == related || relation.Columns.Count > MostOfRelation || LinksTo(relation, related) is not [var link, .. var others])
            return null;
        var key = link.To[0];
        var held = key.Values.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var other = others.Length > 0 ? others[0].From[0] : relation.Columns.FirstOrDefault(column => column != link.From[0] && column.Values.Count > 2 && column.Values.All(held.Contains));
        return other is null ? null : (link.From[0], other, key);
    }

    /// <summary>Every way between the same two tables that is as good as this one, itself first: "origin" and "destination" both refer to a station.</summary>
    public IReadOnlyList<Link> Ways(Link link) => !HasSeveralWays || link.Child == link.Parent || Relation(link.Child, link.Parent) is not null
        ? [link]
        : [link, .. _linksOf[link.Child].Where(other => other != link && other.Child == link.Child && other.Parent == link.Parent && Math.Abs(other.Cost - link.Cost) < 0.01)];

    private Link[] LinksTo(TableNode relation, TableNode related) => [.. _linksOf[relation].Where(link => link.Child == relation && link.Parent == related && link.From.Count == 1)];

    private List<Link>? ShortestPath(IReadOnlySet<TableNode> from, IReadOnlySet<TableNode> to)
    {
        var queue = new PriorityQueue<TableNode, double>();
        var best = new Dictionary<TableNode, (double Cost, Link? Link)>();
        foreach (var table in from)
        {
            best[table] = (0, null);
            queue.Enqueue(table, 0);
        }

        while (queue.TryDequeue(out var table, out var cost))
        {
            if (to.Contains(table))
                return Path(table, best, from);
            if (cost > best[table].Cost)
                continue;
            foreach (var link in _linksOf[table])
            {
                var (next, total) = (link.Other(table), cost + link.Cost);
                if (best.TryGetValue(next, out var known) && known.Cost <= total)
                    continue;
                best[next] = (total, link);
                queue.Enqueue(next, total);
            }
        }

        return null;
    }

    private static List<Link> Path(TableNode end, Dictionary<TableNode, (double Cost, Link? Link)> best, IReadOnlySet<TableNode> from)
    {
        var path = new List<Link>();
        for (var at = end; !from.Contains(at); at = path[^1].Other(at))
            path.Add(best[at].Link!);
        path.Reverse();
        return path;
    }
}
