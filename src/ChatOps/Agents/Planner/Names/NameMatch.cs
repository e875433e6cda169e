using ChatOps.Agents.Planner.Language;

namespace ChatOps.Agents.Planner.Names;

/// <summary>How near written words come to a known name.</summary>
/// <param name="Name">The known name.</param>
/// <param name="Score">0..1; 1 is the same name, however joined or cased.</param>
/// <param name="IsTakeable">Near enough to be taken when no other name is; a difference in digits never is.</param>
internal sealed record NameMatch(string Name, double Score, bool IsTakeable)
{
    /// <summary>A name this much nearer than the next is the one that was meant.</summary>
    private const double Margin = 0.08;

    /// <summary>Below this, a name is not even offered as near.</summary>
    private const double Floor = 0.5;

    /// <summary>All names near the words, nearest first.</summary>
    public static IReadOnlyList<NameMatch> Rank(string written, IEnumerable<(string Name, string Known)> names)
    {
        var key = WordKey.Of(written);
        if (key.Length == 0)
            return [];
        return [.. names
            .Select(pair => Compare(key, WordKey.Of(pair.Known), pair.Name))
            .Where(match => match.Score >= Floor)
            .GroupBy(match => match.Name, StringComparer.Ordinal)
            .Select(group => group.MaxBy(match => (match.IsTakeable, match.Score))!)
            .OrderByDescending(match => match.Score)
            .ThenBy(match => match.Name, StringComparer.Ordinal)];
    }

    /// <summary>The one that was meant, or null when none is near or several are as near.</summary>
    public static NameMatch? Winner(IReadOnlyList<NameMatch> ranked)
    {
        if (ranked.Count == 0 || !ranked[0].IsTakeable)
            return null;
        return ranked.Count == 1 || ranked[0].Score - ranked[1].Score >= Margin || !IsRival(ranked[0], ranked[1]) ? ranked[0] : null;
    }

    private static bool IsRival(NameMatch first, NameMatch second) => first.Score < 1 || second.Score >= 1;

    private static NameMatch Compare(string written, string known, string name)
    {
        if (written == known)
            return new NameMatch(name, 1, true);
        // At more than twice the length, half of what was written has no counterpart: below the floor without counting.
        if (known.Length == 0 || written.Length > 2 * known.Length)
            return new NameMatch(name, 0, false);
        var length = Math.Max(written.Length, known.Length);
        var distance = EditDistance.Between(written, known, length / 2);
        var score = 1 - ((double)distance / length);
        if (EditDistance.IsSwap(written, known))
            score = Math.Max(score, 1 - (1.0 / length));
        var near = distance <= Slips(known.Length) && Digits(written) == Digits(known);
        // "sales" for sales-eu: what was said is all there, and something was left off.
        var part = written.Length >= 3 && !near && (known.StartsWith(written, StringComparison.Ordinal) || known.EndsWith(written, StringComparison.Ordinal));
        return part ? new NameMatch(name, Math.Max(score, 0.75), Digits(known) == Digits(written)) : new NameMatch(name, score, near);
    }

    // One letter in a short name is half of it; the limits grow with what is left to recognise it by.
    private static int Slips(int length) => length switch
    {
        <= 2 => 0,
        <= 5 => 1,
        <= 9 => 2,
        _ => 3,
    };

    private static string Digits(string key) => string.Concat(key.Where(char.IsDigit));
}
