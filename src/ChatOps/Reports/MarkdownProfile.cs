using System.Text;
using ChatOps.Database.Profiling;

namespace ChatOps.Reports;

/// <summary>The profile in the Markdown report.</summary>
internal static class MarkdownProfile
{
    public static void Append(StringBuilder text, Report report)
    {
        if (report.Profile is not { Tables.Count: > 0 } profile)
            return;
        text.AppendLine().AppendLine("## Profile");
        foreach (var table in profile.Tables)
            AppendTable(text, table);
    }

    private static void AppendTable(StringBuilder text, TableProfile table)
    {
        text.AppendLine().Append("### ").Append(MarkdownReport.Escape(table.Name)).Append(" · ").AppendLine(Figures.Count(table.Rows, "row")).AppendLine();
        text.AppendLine("| Column | Type | Nulls | Distinct | Min | Max | Mean | Remarks |").AppendLine("|---|---|---|---|---|---|---|---|");
        foreach (var column in table.Columns)
        {
            string[] cells =
            [
                column.Name, column.Type, Figures.Number(column.Nulls), ProfileWords.Distinct(column), column.Min is null ? "" : Figures.Value(column.Min),
                column.Max is null ? "" : Figures.Value(column.Max), Figures.Statistic(column.Mean), ProfileWords.Remarks(table, column),
            ];
            text.Append("| ").AppendJoin(" | ", cells.Select(MarkdownReport.Escape)).AppendLine(" |");
        }

        var relations = ProfileWords.Relations(table).ToList();
        if (relations.Count > 0)
            text.AppendLine();
        foreach (var relation in relations)
            text.Append("- ").AppendLine(MarkdownReport.Escape(relation));
    }
}
