namespace ChatOps.Agents.Planner.Language;

/// <summary>How far a word may be from the one that was meant, by length: short words are told apart by one letter.</summary>
internal static class Misspelling
{
    /// <summary>The number of slips between the two, or null when that is too many for their length.</summary>
    public static int? Distance(string written, string meant)
    {
        var length = Math.Max(written.Length, meant.Length);
        var limit = length >= 8 ? 2 : 1;
        var distance = EditDistance.Between(written, meant, limit);
        if (distance > limit)
            return null;
        // Four letters and one changed is another word (dump, jump); two swapped, one lost or one doubled is a slip.
        if (Math.Max(written.Length, meant.Length) <= 4 && !EditDistance.IsSwap(written, meant))
            return null;
        return distance == 1 || written[0] == meant[0] ? distance : null;
    }
}
