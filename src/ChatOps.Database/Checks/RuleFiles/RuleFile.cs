using ChatOps.Database.Checks.RuleFiles.Yaml;

namespace ChatOps.Database.Checks.RuleFiles;

/// <summary>What somebody wrote about a database: which built-in rules apply, which findings are excused, and what else must hold.</summary>
public sealed class RuleFile
{
    internal RuleFile(string name) => Name = name;

    /// <summary>As it stands in messages, such as the file's path.</summary>
    public string Name { get; }

    /// <summary>The built-in rules run too.</summary>
    public bool Builtin { get; internal init; } = true;

    internal IReadOnlyList<RuleSwitch> Switches { get; init; } = [];

    internal IReadOnlyList<ExcuseEntry> Excuses { get; init; } = [];

    internal IReadOnlyList<TableRules> Tables { get; init; } = [];

    /// <summary>Reads a file's text. Tables and columns are looked at when a database is at hand.</summary>
    /// <param name="name">For messages, such as the file's path.</param>
    /// <exception cref="RuleFileException">It is no rule file; every problem with its line and column.</exception>
    public static RuleFile Parse(string text, string name)
    {
        var problems = new List<RuleFileProblem>();
        var root = RuleYaml.Read(text, problems);
        if (root is not null)
        {
            problems.AddRange(RuleFileSchema.Check(root));
        }

        if (problems.Count > 0 || root is not RuleMap map)
        {
            throw new RuleFileException(name, problems.DefaultIfEmpty(new RuleFileProblem(1, 1, "A rule file is a map.")));
        }

        var file = new RuleFileReader(problems).Read(map, name);
        return problems.Count == 0 ? file : throw new RuleFileException(name, problems);
    }
}

/// <summary>One line of <c>rules</c>.</summary>
/// <param name="Severity">Null where the rule keeps its own.</param>
internal sealed record RuleSwitch(string Rule, Place At, bool IsOn, Severity? Severity);

/// <summary>One entry of <c>excuses</c>.</summary>
/// <param name="Table">Null for every table.</param>
/// <param name="Columns">Null for any columns.</param>
/// <param name="Until">The last day on which it holds.</param>
internal sealed record ExcuseEntry(string Rule, Place At, string? Table, IReadOnlyList<string>? Columns, string Reason, DateOnly Until);

/// <summary>One table of <c>tables</c>.</summary>
internal sealed record TableRules(string Name, Place At, Expression? Where, IReadOnlyList<CheckDefinition> Checks);

/// <summary>SQL that somebody wrote.</summary>
internal sealed record Expression(string Sql, Place At);

/// <summary>One check as it is written.</summary>
/// <param name="Kind">Such as <c>not-null</c>.</param>
/// <param name="At">Of the word.</param>
/// <param name="Argument">What stands behind it; null for a lone word.</param>
internal sealed record CheckDefinition(string Kind, Place At, RuleNode? Argument)
{
    /// <summary>The column it is listed under, or null.</summary>
    internal string? Column { get; init; }

    internal Place ColumnAt { get; init; }

    internal string? Name { get; init; }

    internal Severity Severity { get; init; } = Severity.Error;

    internal Expression? Where { get; init; }

    internal Threshold? Warn { get; init; }

    internal Threshold? Fail { get; init; }

    internal int Samples { get; init; } = FindingProof.SampleSize;

    internal bool Approximate { get; init; }

    internal string? Because { get; init; }

    /// <summary>The id of its findings: <c>check:</c> and its name, or its kind where it has none.</summary>
    internal string Id => $"check:{Name ?? Kind}";

    /// <summary>How bad so many failing cases are; null where they are too few to matter. Without thresholds one is enough.</summary>
    /// <param name="rows">Rows looked at; 0 where a share of them means nothing.</param>
    internal Severity? SeverityOf(long cases, long rows)
    {
        var fail = Fail ?? (Warn is null ? new Threshold(1, null) : null);
        return fail?.IsReached(cases, rows) == true ? Severity
            : Warn?.IsReached(cases, rows) == true ? Least(Severity, Severity.Warning)
            : null;
    }

    private static Severity Least(Severity left, Severity right) => left < right ? left : right;
}

/// <summary>From how many failing rows on.</summary>
/// <param name="Count">Rows, or null.</param>
/// <param name="Share">Of the rows looked at, 0 to 1, or null.</param>
internal sealed record Threshold(long? Count, double? Share)
{
    internal bool IsReached(long cases, long rows) =>
        cases > 0 && (Count is { } count ? cases >= count : rows > 0 && (double)cases / rows >= Share);
}
