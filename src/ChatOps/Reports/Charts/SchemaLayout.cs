namespace ChatOps.Reports.Charts;

/// <summary>Puts tables into columns so that references point to the left: what is referenced stands left of what references it.</summary>
internal static class SchemaLayout
{
    /// <summary>Sweeps that order the tables within their columns; more change little.</summary>
    private const int Sweeps = 4;

    /// <summary>The columns from left to right, each with its tables from top to bottom (after Sugiyama, Tagawa and Toda, 1981: layers, then barycentres).</summary>
    /// <param name="names">The tables.</param>
    /// <param name="references">From a table to the one it references; those of a table to itself are left out.</param>
    public static IReadOnlyList<IReadOnlyList<string>> Arrange(IReadOnlyList<string> names, IReadOnlyCollection<(string From, string To)> references)
    {
        var targets = references.ToLookup(reference => reference.From, reference => reference.To);
        var depths = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in names)
            Depth(name, targets, depths, []);
        var columns = names.GroupBy(name => depths[name]).OrderBy(column => column.Key).Select(column => column.ToList()).ToList();
        for (var sweep = 0; sweep < Sweeps; sweep++)
            Sweep(columns, references);
        return columns;
    }

    /// <summary>Steps to the farthest table that is referenced; a reference that closes a circle does not count.</summary>
    private static int Depth(string name, ILookup<string, string> targets, Dictionary<string, int> depths, HashSet<string> path)
    {
        if (depths.TryGetValue(name, out var known))
            return known;
        path.Add(name);
        var depth = targets[name].Where(target => !path.Contains(target)).Select(target => Depth(target, targets, depths, path) + 1).DefaultIfEmpty(0).Max();
        path.Remove(name);
        return depths[name] = depth;
    }

    /// <summary>Each table moves to the mean place of those it is connected with.</summary>
    private static void Sweep(List<List<string>> columns, IReadOnlyCollection<(string From, string To)> references)
    {
        var neighbours = references.Concat(references.Select(reference => (From: reference.To, To: reference.From))).ToLookup(pair => pair.From, pair => pair.To);
        foreach (var column in columns)
        {
            var places = columns.SelectMany(own => own.Select((name, index) => (name, Place: (index + 0.5) / own.Count))).ToDictionary(pair => pair.name, pair => pair.Place);
            var ordered = column.OrderBy(name => neighbours[name].Select(other => places[other]).DefaultIfEmpty(places[name]).Average()).ToList();
            column.Clear();
            column.AddRange(ordered);
        }
    }
}
