namespace ChatOps.Database.Checks;

/// <summary>What to check.</summary>
public sealed record CheckOptions
{
    /// <summary>Table names, compared without case; null for all.</summary>
    public IReadOnlyList<string>? Tables { get; init; }
}
