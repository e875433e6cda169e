using ChatOps.Database.Profiling;

namespace ChatOps.Database.Checks.RuleFiles.Suggesting;

/// <summary>A rule file that the database as it is satisfies.</summary>
/// <param name="Heading">What the file says on top.</param>
/// <param name="Kept">Its checks.</param>
/// <param name="NotChecked">Tables that could not be looked at, and why.</param>
/// <param name="Profile">What the checks were read off.</param>
public sealed record SuggestedRules(string Heading, IReadOnlyList<SuggestedCheck> Kept, IReadOnlyList<NotChecked> NotChecked, DatabaseProfile Profile)
{
    /// <summary>How many checks it holds.</summary>
    public int Checks => Kept.Count;

    /// <summary>The file's text.</summary>
    public string Yaml => SuggestedFile.Write(Heading, Kept);
}
