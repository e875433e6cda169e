namespace ChatOps.Agents.Planner.Language;

/// <summary>
/// Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours each cost 1
/// (Damerau 1964, Levenshtein 1966; the restricted form, where a swapped pair is not edited again).
/// </summary>
internal static class EditDistance
{
    /// <summary>The distance, or <paramref name="limit"/> + 1 when it is larger than that. Counts UTF-16 units.</summary>
    public static int Between(string left, string right, int limit)
    {
        if (Math.Abs(left.Length - right.Length) > limit)
            return limit + 1;
        var beforeLast = new int[right.Length + 1];
        var last = new int[right.Length + 1];
        var current = new int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++)
            last[j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            var smallest = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var change = left[i - 1] == right[j - 1] ? 0 : 1;
                var cost = Math.Min(Math.Min(last[j] + 1, current[j - 1] + 1), last[j - 1] + change);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    cost = Math.Min(cost, beforeLast[j - 2] + 1);
                current[j] = cost;
                smallest = Math.Min(smallest, cost);
            }

            if (smallest > limit + 1)
                return limit + 1;
            (beforeLast, last, current) = (last, current, beforeLast);
        }

        return Math.Min(last[right.Length], limit + 1);
    }

    /// <summary>The two differ by one swap of neighbours.</summary>
    public static bool IsSwap(string left, string right)
    {
        if (left.Length != right.Length)
            return false;
        var at = 0;
        while (at < left.Length && left[at] == right[at])
            at++;
        return at + 1 < left.Length && left[at] == right[at + 1] && left[at + 1] == right[at]
            && left.AsSpan(at + 2).SequenceEqual(right.AsSpan(at + 2));
    }
}
