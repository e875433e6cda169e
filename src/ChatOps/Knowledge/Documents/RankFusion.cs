namespace ChatOps.Knowledge.Documents;

/// <summary>Reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009): each ranking adds 1 / (60 + rank), so no two scales have to be compared.</summary>
internal static class RankFusion
{
    private const double Damping = 60;

    /// <summary>Best first; of two as good, the one that the first ranking has earlier.</summary>
    public static IReadOnlyList<(long Id, double Score)> Fuse(params ReadOnlySpan<IReadOnlyList<long>> rankings)
    {
        var scores = new Dictionary<long, double>();
        var order = new List<long>();
        foreach (var ranking in rankings)
        {
            for (var rank = 0; rank < ranking.Count; rank++)
            {
                if (!scores.ContainsKey(ranking[rank]))
                    order.Add(ranking[rank]);
                scores[ranking[rank]] = scores.GetValueOrDefault(ranking[rank]) + (1 / (Damping + rank + 1));
            }
        }

        return [.. order.Select(id => (id, scores[id])).OrderByDescending(item => item.Item2)];
    }
}
