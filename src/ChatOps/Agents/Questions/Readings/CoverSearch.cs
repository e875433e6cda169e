namespace ChatOps.Agents.Questions.Readings;

/// <summary>The best ways to cut a question into items, by dynamic programming over its words with a few best kept at each.</summary>
internal static class CoverSearch
{
    /// <summary>Covers that are read on.</summary>
    private const int Kept = 14;

    /// <summary>How much worse than the best a cover may be and still be read.</summary>
    private const double Slack = 1.1;

    /// <summary>Best first.</summary>
    public static IReadOnlyList<Cover> Find(IReadOnlyList<IReadOnlyList<Item>> itemsAt)
    {
        var partial = new List<Partial>[itemsAt.Count + 1];
        for (var at = 0; at < partial.Length; at++)
            partial[at] = [];
        partial[0].Add(new Partial(null, null, 0));
        for (var at = 0; at < itemsAt.Count; at++)
        {
            foreach (var before in Best(partial[at]))
            {
                foreach (var item in itemsAt[at])
                    partial[item.To].Add(new Partial(before, item, before.Weight + item.Weight));
            }
        }

        var best = Best(partial[^1]);
        return [.. best.Where(end => end.Weight >= best[0].Weight - Slack).Select(end => new Cover(end.Items(), end.Weight - best[0].Weight))];
    }

    private static List<Partial> Best(List<Partial> partial) => [.. partial.OrderByDescending(one => one.Weight).Take(Kept)];

    private sealed record Partial(Partial? Before, Item? Last, double Weight)
    {
        public IReadOnlyList<Item> Items()
        {
            var items = new List<Item>();
            for (var at = this; at?.Last is not null; at = at.Before)
                items.Add(at.Last);
            items.Reverse();
            return items;
        }
    }
}

/// <summary>A question as items that follow on each other.</summary>
/// <param name="Behind">0 for the best, negative for others: by how much less their words fit.</param>
internal sealed record Cover(IReadOnlyList<Item> Items, double Behind);
