using ChatOps.Database.Checks;

namespace ChatOps.Reports.JUnit;

/// <summary>What became of one rule on one table.</summary>
/// <param name="Name">The rule; or <c>rows</c> where the table itself could not be checked.</param>
/// <param name="Lines">What it found; none for a rule that passed.</param>
/// <param name="NotChecked">Why it could not be applied; null when it was.</param>
internal sealed record JUnitCase(string Name, IReadOnlyList<ReportedLine> Lines, string? NotChecked)
{
    public bool IsFailure => NotChecked is null && Lines.Any(line => line is { Severity: Severity.Error, Excuse: null });

    /// <summary>All that it found is excused.</summary>
    public bool IsExcused => NotChecked is null && Lines.Count > 0 && Lines.All(line => line.Excuse is not null);
}

/// <summary>The cases of every table.</summary>
internal static class JUnitCases
{
    /// <summary>The name under which rules about the whole schema are reported when they cannot be applied.</summary>
    private const string WholeSchema = "(schema)";

    /// <summary>By table, in name order; a table that was only mentioned as not checked is there too.</summary>
    public static IReadOnlyList<(string Table, IReadOnlyList<JUnitCase> Cases)> Of(Report report)
    {
        var lines = ReportedLine.Of(report).ToLookup(line => line.Table);
        var problems = report.NotChecked.ToLookup(item => item.Table);
        var rules = report.Checks.SelectMany(check => check.Rules).Distinct().ToList();
        var everywhere = problems[WholeSchema].Select(item => RuleOf(item, rules)).OfType<string>().ToHashSet();
        var read = report.Tables.Select(table => table.Name).ToHashSet();
        return
        [
            .. read.Concat(lines.Select(table => table.Key)).Concat(problems.Select(table => table.Key)).Distinct().Order(StringComparer.Ordinal)
                .Select(table => (table, Cases(lines[table], problems[table], read.Contains(table) ? [.. rules.Where(rule => !everywhere.Contains(rule))] : [], rules))),
        ];
    }

    /// <summary>A rule counts as passed only where the table's rows were read and nothing is known against it.</summary>
    private static IReadOnlyList<JUnitCase> Cases(IEnumerable<ReportedLine> lines, IEnumerable<NotChecked> problems, IReadOnlyList<string> applied, IReadOnlyList<string> known)
    {
        var found = lines.GroupBy(line => line.Rule).ToDictionary(rule => rule.Key, rule => rule.ToList());
        var failed = problems.GroupBy(item => RuleOf(item, known) ?? "rows").ToDictionary(rule => rule.Key, rule => string.Join(' ', rule.Select(item => item.Reason)));
        var passed = failed.ContainsKey("rows") ? [] : applied;
        return
        [
            .. found.Keys.Concat(failed.Keys).Concat(passed).Distinct().Order(StringComparer.Ordinal)
                .Select(name => new JUnitCase(name, found.GetValueOrDefault(name, []), failed.GetValueOrDefault(name))),
        ];
    }

    /// <summary>The rule that a reason begins with, as "rule: why"; null for a reason about the table itself.</summary>
    private static string? RuleOf(NotChecked item, IReadOnlyList<string> rules) =>
        rules.FirstOrDefault(rule => item.Reason.StartsWith($"{rule}: ", StringComparison.Ordinal));
}
