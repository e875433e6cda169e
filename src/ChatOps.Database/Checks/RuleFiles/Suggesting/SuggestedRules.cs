namespace ChatOps.Database.Checks.RuleFiles.Suggesting;

/// <summary>A rule file that the database as it is satisfies.</summary>
/// <param name="Yaml">The file's text.</param>
/// <param name="Checks">How many checks it holds.</param>
/// <param name="NotChecked">Tables that could not be looked at, and why.</param>
public sealed record SuggestedRules(string Yaml, int Checks, IReadOnlyList<NotChecked> NotChecked);

/// <summary>A check that may hold.</summary>
/// <param name="Column">Null for one about the table.</param>
/// <param name="Yaml">The check as it stands in the file, in one line, such as <c>range: { min: 0 }</c>.</param>
internal sealed record SuggestedCheck(string Table, string? Column, string Yaml)
{
    /// <summary>The check with a name, so that its finding leads back to it.</summary>
    internal string Named(int number) => Yaml.Contains(':', StringComparison.Ordinal) ? $"{{ {Yaml}, name: s-{number} }}" : $"{{ {Yaml}: true, name: s-{number} }}";
}
