using ChatOps.Agents.History;
using ChatOps.Database.Anomalies.Trends;
using ChatOps.Reports;

namespace ChatOps.Agents.Specialists.AnomalyDetector;

/// <summary>Tests the newest measurement of several tables.</summary>
internal static class TrendReports
{
    /// <param name="tables">Each table's measurements, oldest first.</param>
    public static TrendReport Of(string connection, IReadOnlyList<IGrouping<string, Measurement>> tables, CancellationToken cancellationToken)
    {
        var findings = new List<TrendFinding>();
        var tooLittle = new List<TableRuns>();
        var tested = 0;
        foreach (var series in tables.SelectMany(table => TableTrends.SeriesOf([.. table])))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var verdict = TrendDetector.Test(series);
            switch (verdict.Outcome)
            {
                case TrendOutcome.TooLittleHistory:
                    if (verdict.Metric == TrendMetric.Volume)
                        tooLittle.Add(new TableRuns(verdict.Table, verdict.Runs));
                    continue;
                case TrendOutcome.Unusual or TrendOutcome.Drifting:
                    findings.Add(TrendFinding.Of(verdict, series));
                    break;
            }

            tested++;
        }

        return new TrendReport(connection, tables.Count == 0 ? null : tables.Max(table => table.Last().At), tested, Sorted(findings), tooLittle);
    }

    private static List<TrendFinding> Sorted(List<TrendFinding> findings) =>
    [
        .. findings.OrderByDescending(finding => finding.Severity)
            .ThenBy(finding => finding.Table, StringComparer.Ordinal)
            .ThenBy(finding => finding.Column, StringComparer.Ordinal)
            .ThenBy(finding => finding.Rule, StringComparer.Ordinal),
    ];
}
