using ChatOps.Database.Profiling;

namespace ChatOps.Reports.Markdown;

/// <summary>The figures of every table.</summary>
internal static class MarkdownProfile
{
    public static void Write(MarkdownText text, Report report)
    {
        if (report.Profile is not { Tables.Count: > 0 } profile)
            return;
        text.Heading(2, "Data");
        foreach (var table in profile.Tables)
            Write(text, table);
    }

    private static void Write(MarkdownText text, TableProfile table)
    {
        text.Heading(3, $"{table.Name}: {Figures.Count(table.Rows, "row")}");
        text.Table(
            ["Column", "Type", "Nulls", "Distinct", "Min", "Max", "Mean", "Remarks"],
            [.. table.Columns.Select(column => new[]
            {
                column.Name, column.Type, Figures.Number(column.Nulls), ProfileWords.Distinct(column),
                column.Min is null ? "" : Figures.Value(column.Min), column.Max is null ? "" : Figures.Value(column.Max), Figures.Statistic(column.Mean), ProfileWords.Remarks(table, column),
            })]);
        foreach (var relation in ProfileWords.Relations(table))
            text.Item(relation);
    }
}
