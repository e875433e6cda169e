using ChatOps.Database.Checks.RuleFiles;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks;

/// <summary>What to check.</summary>
public sealed record CheckOptions
{
    /// <summary>Table names, compared without case; null for all.</summary>
    public IReadOnlyList<string>? Tables { get; init; }

    /// <summary>Checks beside the built-in rules, and which of those apply; null for the built-in rules as they are.</summary>
    public RuleFile? Rules { get; init; }

    /// <summary>What people state about the schema; null for nothing.</summary>
    public StatedSchema? Stated { get; init; }

    /// <summary>Where the rule file finds other connections; null for nowhere.</summary>
    public ConnectionRegistry? Connections { get; init; }
}
