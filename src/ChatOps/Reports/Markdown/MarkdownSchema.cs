using ChatOps.Database.Profiling;

namespace ChatOps.Reports.Markdown;

/// <summary>The structure and the figures of every table.</summary>
internal static class MarkdownSchema
{
    public static void Write(MarkdownText text, Report report)
    {
        if (report.Schema is { } schema)
        {
            text.Heading(2, "Structure");
            text.Table(
                ["Table", "Rows", "Columns", "Primary key", "References"],
                [.. schema.Tables.Select(table => new[] { table.Name, StructureWords.Rows(report, table), Figures.Number(table.Columns.Count), StructureWords.Key(table), StructureWords.References(table) })]);
        }

        if (report.Profile is { } profile)
        {
            text.Heading(2, "Data");
            foreach (var table in profile.Tables)
                Write(text, table);
        }
    }

    private static void Write(MarkdownText text, TableProfile table)
    {
        text.Heading(3, $"{table.Name}: {Figures.Count(table.Rows, "row")}");
        text.Table(
            ["Column", "Type", "Nulls", "Distinct", "Min", "Max", "Mean", "Remarks"],
            [.. table.Columns.Select(column => new[]
            {
                column.Name, column.Type, Figures.Number(column.Nulls), ProfileWords.Distinct(column), column.Min is null ? "" : Figures.Value(column.Min),
                column.Max is null ? "" : Figures.Value(column.Max), Figures.Statistic(column.Mean), ProfileWords.Remarks(table, column),
            })]);
        foreach (var relation in ProfileWords.Relations(table))
            text.Item(relation);
    }
}
