using ChatOps.Agents.Models;
using ChatOps.Database.Anomalies;
using ChatOps.Reports;
using ChatOps.Reports.Html;

namespace ChatOps.Agents.Explaining;

/// <summary>The oddest rows with the columns that set them apart, for the anomaly detector.</summary>
internal static class AnomalySubject
{
    private const int RowsOfTable = 8;

    /// <param name="report">With personal data masked.</param>
    /// <returns>Null where no row stands out.</returns>
    public static ExplanationSubject? Of(string connection, AnomalyReport report)
    {
        List<(AnomalyResult Table, AnomalousRow Row)> odd =
        [
            .. report.Tables.SelectMany(table => table.Top.Where(row => row.Score >= table.Threshold).Take(RowsOfTable).Select(row => (table, row)))
                .OrderByDescending(item => item.row.Score).Take(ExplanationSubject.MostItems),
        ];
        if (odd.Count == 0)
            return null;
        return new ExplanationSubject
        {
            Agent = "anomaly-detector",
            Title = $"Odd rows of {connection}",
            About = connection,
            Items = [.. odd.Select((item, index) => new ExplainedItem($"r{index + 1}", Facts(item.Table.Table, item.Row)))],
            Whole = new { tables = report.Tables.Where(table => table.Anomalies > 0).Select(table => new { table.Table, table.Rows, odd_rows = table.Anomalies }) },
            Figures = Figures(connection, report, odd),
            Template =
            [
                "An odd row is not proof of an error: it is unlike the others when several columns are taken together.",
                .. ExplanationSubject.Told([.. odd.Select(item => $"{item.Table.Table}, {HtmlTables.Key(item.Row)}: {HtmlTables.Why(item.Row)}.")], report.Tables.Sum(table => table.Anomalies), "further odd row"),
            ],
        };
    }

    private static object Facts(string table, AnomalousRow row) => new
    {
        table,
        row.Key,
        score = Math.Round(row.Score, 3),
        because = row.Reasons.Take(4).Select(reason => new { reason.Column, reason.Value, share = Math.Round(reason.Share, 2), usual = reason.Typical }),
    };

    private static string Figures(string connection, AnomalyReport report, IReadOnlyList<(AnomalyResult Table, AnomalousRow Row)> odd)
    {
        var figures = new ResultFigures(report.Tables.SelectMany(table => table.Columns.Append(table.Table)).Append(connection)).Add(odd.Count);
        foreach (var table in report.Tables)
            figures.Add(table.Rows, table.Anomalies);
        foreach (var (_, row) in odd)
        {
            figures.AddValue(Math.Round(row.Score, 3));
            foreach (var value in row.Key.Values.Concat(row.Reasons.Select(reason => reason.Value)))
                figures.AddValue(value);
            foreach (var reason in row.Reasons)
                figures.AddValue(Math.Round(reason.Share, 2)).Add(reason.Typical);
        }

        return figures.ToString();
    }
}
