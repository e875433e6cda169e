using ChatOps.Database.Checks.RuleFiles.Kinds;

namespace ChatOps.Database.Checks.RuleFiles.Suggesting;

/// <summary>A check that may hold.</summary>
/// <param name="Column">Null for one about the table.</param>
/// <param name="Yaml">The check as it stands in the file, in one line, such as <c>range: { min: 0 }</c>.</param>
public sealed record SuggestedCheck(string Table, string? Column, string Yaml)
{
    private const int Longest = 400;

    /// <summary>Words for whoever reads the file, written as a comment in front of the check; null for none.</summary>
    public string? Remark { get; init; }

    /// <summary>
    /// Reads one check that somebody else proposes. It has the form of a rule file, and holds no SQL, no filter and no name; what it says of other
    /// connections is refused too.
    /// </summary>
    /// <param name="yaml">One line, such as <c>range: { min: 0 }</c>.</param>
    /// <exception cref="RuleFileException">It is no such check.</exception>
    public static SuggestedCheck Parse(string table, string? column, string yaml)
    {
        var check = new SuggestedCheck(table, column, yaml.Trim());
        if (check.Yaml.Length is 0 or > Longest || check.Yaml.Any(char.IsControl) || check.Yaml.Contains('#', StringComparison.Ordinal))
        {
            throw Unfit($"A check is one line of at most {Longest} characters, without a comment.");
        }

        check = check with { Yaml = check.Item };
        // Read as it will stand in a file, and as it is tried: what reads differently there is no single check.
        if (ReadOne(check.Yaml) is not { Where: null, Name: null } read || ReadOne(check.Named(0)) is not { Where: null, Name: "s-0" } named || named.Kind != read.Kind || read.Kind != check.Kind)
        {
            throw Unfit("It holds one check, whose kind comes first, without a filter and without a name.");
        }

        if (SqlKinds.All.Concat(MatchKinds.All).Any(kind => kind.Word == read.Kind))
        {
            throw Unfit($"'{read.Kind}' is left to people.");
        }

        return check;

        CheckDefinition? ReadOne(string item) => RuleFile.Parse(SuggestedFile.Write("", [check with { Yaml = item }], "none"), "proposal") is { Tables: [{ Where: null, Checks: [var only] }], Switches: [], Excuses: [] } ? only : null;
    }

    /// <summary>Such as <c>range</c>.</summary>
    public string Kind => Plain.Split(':')[0].Trim();

    /// <summary>The check without the braces that options need.</summary>
    public string Plain => Yaml.StartsWith('{') && Yaml.EndsWith('}') ? Yaml[1..^1].Trim() : Yaml;

    /// <summary>As an item of a list: options beside the check need braces.</summary>
    internal string Item => Yaml.Contains(':', StringComparison.Ordinal) && !Yaml.StartsWith('{') ? $"{{ {Yaml} }}" : Yaml;

    /// <summary>The check with a name, so that its finding leads back to it.</summary>
    internal string Named(int number) =>
        Plain.Contains(':', StringComparison.Ordinal) ? $"{{ {Plain}, name: s-{number} }}" : $"{{ {Plain}: true, name: s-{number} }}";

    private static RuleFileException Unfit(string message) => new("proposal", [new RuleFileProblem(1, 1, message)]);
}

/// <summary>A check that was tried on the rows as they are.</summary>
/// <param name="Cases">Failing rows, exact; 0 where it holds. A check of one figure has 1 where it does not hold.</param>
/// <param name="Sql">Returns the failing rows; null where there are none.</param>
/// <param name="Problem">Why it could not be tried; else null, and only then the count means something.</param>
public sealed record TriedCheck(SuggestedCheck Check, long Cases, string? Sql, string? Problem)
{
    /// <summary>It was tried, and every row keeps it.</summary>
    public bool Holds => Problem is null && Cases == 0;
}
