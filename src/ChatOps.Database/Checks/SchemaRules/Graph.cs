namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>A way from one node of a graph to another.</summary>
internal sealed record Arrow<T>(string From, string To, T Label);

/// <summary>What depends on what. Arrows from a node to itself are left out.</summary>
internal sealed class Graph<T>
{
    private readonly ILookup<string, Arrow<T>> _arrows;
    private readonly List<string> _nodes;

    internal Graph(IEnumerable<Arrow<T>> arrows)
    {
        List<Arrow<T>> all = [.. arrows.Where(arrow => arrow.From != arrow.To)];
        _arrows = all.ToLookup(arrow => arrow.From);
        _nodes = [.. all.Select(arrow => arrow.From).Distinct()];
    }

    /// <summary>One shortest circle through each node that lies on one, unless an earlier circle went through it already.</summary>
    internal IEnumerable<IReadOnlyList<Arrow<T>>> Circles()
    {
        var covered = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in _nodes)
        {
            if (!covered.Contains(node) && ShortestWayBack(node) is { } circle)
            {
                covered.UnionWith(circle.Select(arrow => arrow.From));
                yield return circle;
            }
        }
    }

    /// <summary>The arrows within each set of nodes that can all reach each other.</summary>
    internal IEnumerable<IReadOnlyList<Arrow<T>>> Knots()
    {
        var covered = new HashSet<string>(StringComparer.Ordinal);
        foreach (var circle in Circles().Where(circle => !covered.Contains(circle[0].From)))
        {
            var start = circle[0].From;
            var knot = Reach(start).Keys.Where(node => node == start || Reach(node).ContainsKey(start)).ToHashSet(StringComparer.Ordinal);
            covered.UnionWith(knot);
            yield return [.. knot.SelectMany(node => _arrows[node]).Where(arrow => knot.Contains(arrow.To))];
        }
    }

    private List<Arrow<T>>? ShortestWayBack(string start)
    {
        var cameBy = Reach(start);
        if (!cameBy.TryGetValue(start, out var last))
        {
            return null;
        }

        var path = new List<Arrow<T>> { last };
        while (path[0].From != start)
        {
            path.Insert(0, cameBy[path[0].From]);
        }

        return path;
    }

    /// <summary>By node that can be reached, the last arrow of a shortest way to it (breadth first).</summary>
    private Dictionary<string, Arrow<T>> Reach(string start)
    {
        var cameBy = new Dictionary<string, Arrow<T>>(StringComparer.Ordinal);
        var queue = new Queue<string>([start]);
        while (queue.TryDequeue(out var name))
        {
            foreach (var arrow in _arrows[name].Where(arrow => cameBy.TryAdd(arrow.To, arrow)))
            {
                queue.Enqueue(arrow.To);
            }
        }

        return cameBy;
    }
}
