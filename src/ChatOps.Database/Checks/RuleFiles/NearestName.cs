namespace ChatOps.Database.Checks.RuleFiles;

/// <summary>Finds what somebody most likely meant (edit distance, Levenshtein 1966).</summary>
internal static class NearestName
{
    private const int LongestName = 200;

    /// <summary>"; did you mean 'x'?", or the names there are.</summary>
    internal static string Hint(string name, IEnumerable<string> known)
    {
        var names = known.ToList();
        var best = names.Select(other => (Name: other, Distance: Distance(name.ToUpperInvariant(), other.ToUpperInvariant()))).OrderBy(other => other.Distance).FirstOrDefault();
        return best.Name is not null && best.Distance <= Math.Max(2, name.Length / 3) && best.Distance < name.Length
            ? $"; did you mean '{best.Name}'?"
            : $". There {(names.Count == 0 ? "are none" : $"are: {string.Join(", ", names.Take(30))}{(names.Count > 30 ? ", ..." : "")}")}.";
    }

    /// <summary>A word and its beginning, such as minimum and min, are near whatever their lengths.</summary>
    private static int Distance(string left, string right)
    {
        if (Math.Min(left.Length, right.Length) > 2 && (left.StartsWith(right, StringComparison.Ordinal) || right.StartsWith(left, StringComparison.Ordinal)))
        {
            return 1;
        }

        if (left.Length > LongestName || right.Length > LongestName)
        {
            return int.MaxValue;
        }

        var previous = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var current = new int[right.Length + 1];
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1));
            }

            previous = current;
        }

        return previous[^1];
    }
}
