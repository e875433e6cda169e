using System.Text.RegularExpressions;

namespace ChatOps.Pipelines.Validation;

/// <summary>What a definition may hold.</summary>
public static partial class DefinitionLimits
{
    public const int MaxSteps = 10_000;

    public const int MaxAttempts = 20;

    /// <summary>Items of one <c>forEach</c>.</summary>
    public const int MaxItems = 100_000;

    /// <summary>UTF-8 bytes of one output or checkpoint.</summary>
    public const int MaxOutputBytes = 1024 * 1024;

    public static readonly TimeSpan MaxDelay = TimeSpan.FromHours(1);

    public static readonly TimeSpan MaxTimeout = TimeSpan.FromDays(7);

    public static bool IsName(string? name) => name is not null && Name().IsMatch(name);

    public static bool IsId(string? id) => id is not null && Id().IsMatch(id);

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{0,99}\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_-]{0,63}\z")]
    private static partial Regex Id();
}
