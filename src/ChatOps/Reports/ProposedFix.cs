using System.Text.RegularExpressions;
using ChatOps.Database.Checks;

namespace ChatOps.Reports;

/// <summary>SQL that would repair a finding, and how many rows it touches. A report never runs it.</summary>
/// <param name="Rows">Rows that it changes, exact when the finding was counted; 0 where it only changes the structure.</param>
public sealed partial record ProposedFix(string Rule, Severity Severity, string Table, IReadOnlyList<string> Columns, string Sql, long Rows)
{
    /// <summary>The fixes of a report, in the order of its findings; an excused finding needs none.</summary>
    public static IReadOnlyList<ProposedFix> Of(IEnumerable<Finding> findings) =>
        [.. findings.Where(finding => finding is { Fix: not null, Excuse: null }).Select(finding => new ProposedFix(
            finding.Rule, finding.Severity, finding.Table, finding.Columns, finding.Fix!, ChangesRows().IsMatch(finding.Fix!) ? finding.Count : 0))];

    /// <summary>In words: "changes 12 rows" or "changes no row".</summary>
    public string Effect => Rows == 0 ? "changes no row, only the structure" : $"changes {Figures.Count(Rows, "row")}";

    [GeneratedRegex(@"(^|;)\s*(UPDATE|DELETE|INSERT|REPLACE)\s", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex ChangesRows();
}
