namespace ChatOps.Reports.Markdown;

/// <summary>The structure of every table.</summary>
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
    }
}
