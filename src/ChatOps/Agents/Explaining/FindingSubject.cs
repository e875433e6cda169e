using ChatOps.Agents.Models;
using ChatOps.Database.Checks;
using ChatOps.Reports;
using ChatOps.Reports.Html;

namespace ChatOps.Agents.Explaining;

/// <summary>What checks found, for the specialist whose checks they are.</summary>
internal static class FindingSubject
{
    private const int RowsOfSample = 3;
    private const int PlacesTold = 2;

    /// <param name="agent"><c>schema-validator</c> or <c>data-quality</c>.</param>
    /// <param name="what">Such as "data"; stands in the title.</param>
    /// <param name="checks">With personal data masked.</param>
    /// <returns>Null where nothing was found that counts.</returns>
    public static ExplanationSubject? Of(string agent, string what, CheckResult checks)
    {
        List<Finding> counted = [.. checks.Findings.Where(finding => finding.Excuse is null).OrderByDescending(finding => finding.Severity).ThenByDescending(finding => finding.Count)];
        if (counted.Count == 0)
            return null;
        List<Finding> told = [.. counted.Take(ExplanationSubject.MostItems)];
        var totals = Enum.GetValues<Severity>().ToDictionary(HtmlReport.Word, severity => counted.Count(finding => finding.Severity == severity));
        var further = counted.Count - told.Count;
        return new ExplanationSubject
        {
            Agent = agent,
            Title = $"Findings in the {what} of {checks.Connection}",
            About = checks.Connection,
            Items = [.. told.Select((finding, index) => new ExplainedItem($"f{index + 1}", Facts(finding)))],
            Whole = new { findings = counted.Count, by_severity = totals, not_told = further, not_checked = checks.NotChecked.Count },
            Figures = Figures(checks, told, [counted.Count, further, checks.NotChecked.Count, .. totals.Values.Select(total => (long)total)]),
            Template = [.. Template(checks, counted, totals)],
        };
    }

    private static object Facts(Finding finding) => new
    {
        finding.Rule,
        severity = finding.Severity,
        finding.Table,
        finding.Columns,
        finding.Count,
        finding.Message,
        rule_says = RuleCatalog.Find(finding.Rule)?.Explanation,
        rows = finding.Sample.Take(RowsOfSample),
    };

    private static string Figures(CheckResult checks, IEnumerable<Finding> told, IReadOnlyList<long> totals)
    {
        var figures = new ResultFigures(checks.Tables.Select(table => table.Name).Concat(told.SelectMany(finding => finding.Columns.Append(finding.Table))).Append(checks.Connection)).Add(totals);
        foreach (var finding in told)
            figures.Add(finding.Count).Add(finding.Message).Add(RuleCatalog.Find(finding.Rule)?.Explanation);
        foreach (var table in checks.Tables)
            figures.Add(table.Rows);
        return figures.ToString();
    }

    /// <summary>The worst rules with what each means in one sentence and where it holds; the report has the rest.</summary>
    private static IEnumerable<string> Template(CheckResult checks, IReadOnlyList<Finding> counted, Dictionary<string, int> totals)
    {
        yield return $"{Reports.Figures.Count(totals["error"], "error")}, {Reports.Figures.Count(totals["warning"], "warning")} and {Reports.Figures.Count(totals["info"], "note")}, each counted over full tables.";
        List<IGrouping<string, Finding>> rules = [.. counted.GroupBy(finding => finding.Rule)];
        foreach (var rule in rules.Take(ExplanationSubject.MostTold))
            yield return $"{rule.Key} ({HtmlReport.Word(rule.First().Severity)}): {Places([.. rule])}. {FigureGuard.Sentences(RuleCatalog.Find(rule.Key)?.Explanation ?? rule.First().Message).First()}";
        if (rules.Count > ExplanationSubject.MostTold)
            yield return $"{Reports.Figures.Count(rules.Count - ExplanationSubject.MostTold, "further rule")} found something: {string.Join(", ", rules.Skip(ExplanationSubject.MostTold).Select(rule => rule.Key))}.";
        if (checks.NotChecked.Count > 0)
            yield return $"Not checked: {string.Join("; ", checks.NotChecked.Take(PlacesTold).Select(gap => $"{gap.Table}, {gap.Reason.TrimEnd('.')}"))}{Further(checks.NotChecked.Count, "gap")}. Nothing is known about these.";
    }

    private static string Places(IReadOnlyList<Finding> findings) =>
        string.Join("; ", findings.Take(PlacesTold).Select(finding => $"{HtmlReport.Place(finding)}, {Reports.Figures.Count(finding.Count, "case")}")) + Further(findings.Count, "place");

    private static string Further(int count, string noun) => count > PlacesTold ? $"; and {Reports.Figures.Count(count - PlacesTold, $"further {noun}")}" : "";
}
