using ChatOps.Agents.Planner.Language;

namespace ChatOps.Agents.Planner.Names;

/// <summary>Which connections a clause is about, or what must be asked.</summary>
internal abstract record ConnectionChoice
{
    private ConnectionChoice()
    {
    }

    /// <param name="Assumption">What was read into it, or null.</param>
    /// <param name="Used">The words that named it, or null.</param>
    public sealed record Found(IReadOnlyList<CatalogConnection> Connections, string? Assumption, Mention? Used) : ConnectionChoice;

    /// <param name="Mention">The words that could not be resolved, or null when nothing was said.</param>
    /// <param name="Near">The one production connection that they come near to; else null.</param>
    public sealed record Ask(string Question, IReadOnlyList<string> Choices, string? Mention, CatalogConnection? Near = null) : ConnectionChoice;

    /// <summary>Nothing in the clause names a connection.</summary>
    public sealed record Missing : ConnectionChoice;
}
