using ChatOps.Database.Checks;

namespace ChatOps.Reports;

/// <summary>One line of a report as other tools take it: a finding, a difference between schemas, or a figure out of line.</summary>
/// <param name="Columns">Empty when it is about the whole table.</param>
/// <param name="Count">Cases; null where nothing was counted.</param>
/// <param name="Sql">The statement that proves it, or null.</param>
/// <param name="Fix">SQL that would repair it, or null.</param>
internal sealed record ReportedLine(
    string Rule, Severity Severity, string Table, IReadOnlyList<string> Columns, string Message, long? Count, string? Sql, string? Fix, Excuse? Excuse)
{
    /// <summary>Everything a report found, findings first.</summary>
    public static IReadOnlyList<ReportedLine> Of(Report report) =>
    [
        .. report.Findings.Select(finding => new ReportedLine(
            finding.Rule, finding.Severity, finding.Table, finding.Columns, finding.Message, finding.Count, finding.Sql, finding.Fix, finding.Excuse)),
        .. (report.Drift?.Changes ?? []).Select(change => new ReportedLine(
            change.Rule, change.Severity, change.Table, change.Columns, change.Message, null, null, null, null)),
        .. (report.Trends?.Findings ?? []).Select(trend => new ReportedLine(
            trend.Rule, trend.Severity, trend.Table, trend.Column is { } column ? [column] : [], trend.Message, null, null, null, null)),
    ];

    public string Place => Columns.Count == 0 ? Table : $"{Table} ({string.Join(", ", Columns)})";
}
