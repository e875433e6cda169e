namespace ChatOps.Database.Dialects;

/// <summary>Words that queries begin with.</summary>
internal static class QueryWords
{
    /// <summary>Every engine can explain a statement that begins so.</summary>
    internal static bool HasPlan(string firstWord) =>
        firstWord.Equals("SELECT", StringComparison.OrdinalIgnoreCase) || firstWord.Equals("WITH", StringComparison.OrdinalIgnoreCase);
}
