using System.Text.RegularExpressions;

namespace ChatOps;

/// <summary>Secrets in settings by name: <c>${env:NAME}</c> stands for an environment variable's value, so that no file holds a password.</summary>
internal static partial class EnvironmentVariables
{
    /// <summary>
    /// The text with every name filled in, or null where one is not set. In a URL the value is percent-encoded, since a password may hold
    /// any character; an address that is nothing but one variable is taken as it is.
    /// </summary>
    public static string? Fill(string text, string key, List<string> problems)
    {
        var missing = Name().Matches(text).Select(match => match.Groups[1].Value).Where(name => Environment.GetEnvironmentVariable(name) is null).Distinct().ToList();
        problems.AddRange(missing.Select(name => $"{key} names the environment variable {name}, which is not set."));
        if (missing.Count > 0)
            return null;
        var inUrl = text.Contains("://", StringComparison.Ordinal);
        return Name().Replace(text, match => Environment.GetEnvironmentVariable(match.Groups[1].Value)! is var value && inUrl ? Uri.EscapeDataString(value) : value);
    }

    [GeneratedRegex(@"\$\{env:([A-Za-z_][A-Za-z0-9_]*)\}")]
    private static partial Regex Name();
}
