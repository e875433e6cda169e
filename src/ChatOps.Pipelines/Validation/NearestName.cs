namespace ChatOps.Pipelines.Validation;

/// <summary>Finds what somebody most likely meant (edit distance, Levenshtein 1966).</summary>
internal static class NearestName
{
    /// <summary>Null when nothing is near enough to be a typo.</summary>
    public static string? Of(string name, IEnumerable<string> known)
    {
        var best = known
            .Select(k => (Name: k, Distance: Distance(name.ToLowerInvariant(), k.ToLowerInvariant())))
            .OrderBy(k => k.Distance)
            .FirstOrDefault();
        return best.Name is not null && best.Distance <= Math.Max(2, name.Length / 3) ? best.Name : null;
    }

    /// <summary>", did you mean 'x'?" or a plain end of the sentence.</summary>
    public static string Hint(string name, IEnumerable<string> known) =>
        Of(name, known) is { } near ? $"; did you mean '{near}'?" : ".";

    private static int Distance(string left, string right)
    {
        if (left.Length > 100)
            return int.MaxValue;
        var previous = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var current = new int[right.Length + 1];
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
                current[j] = Math.Min(
                    Math.Min(current[j - 1], previous[j]) + 1,
                    previous[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1));
            previous = current;
        }

        return previous[^1];
    }
}
