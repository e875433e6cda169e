namespace ChatOps.Database.Tests.Anomalies;

/// <summary>How well scores rank the labelled rows above the others.</summary>
internal static class RankingQuality
{
    /// <summary>Area under the ROC curve, 0..1: the chance that an odd row scores above a normal one, ties counting half.</summary>
    public static double RocAuc(double[] scores, bool[] odd)
    {
        var order = Enumerable.Range(0, scores.Length).OrderBy(i => scores[i]).ToArray();
        var rankSum = 0.0;
        for (var start = 0; start < order.Length;)
        {
            var end = EndOfTies(scores, order, start);
            rankSum += order[start..end].Count(i => odd[i]) * ((start + end + 1) / 2.0);
            start = end;
        }

        double positives = odd.Count(o => o);
        return (rankSum - (positives * (positives + 1) / 2)) / (positives * (scores.Length - positives));
    }

    /// <summary>Mean precision over the recall steps, 0..1, ties taken together.</summary>
    public static double AveragePrecision(double[] scores, bool[] odd)
    {
        var order = Enumerable.Range(0, scores.Length).OrderByDescending(i => scores[i]).ToArray();
        var (found, sum) = (0, 0.0);
        for (var start = 0; start < order.Length;)
        {
            var end = EndOfTies(scores, order, start);
            var here = order[start..end].Count(i => odd[i]);
            found += here;
            sum += here * ((double)found / end);
            start = end;
        }

        return sum / odd.Count(o => o);
    }

    private static int EndOfTies(double[] scores, int[] order, int start)
    {
        var end = start + 1;
        while (end < order.Length && scores[order[end]] == scores[order[start]])
        {
            end++;
        }

        return end;
    }
}
