using ChatOps.Reports.Charts;

namespace ChatOps.Reports.Html;

/// <summary>The structure: a picture of the references, and a list of the tables with their columns.</summary>
internal static class HtmlStructure
{
    public static void Write(HtmlWriter page, Report report)
    {
        if (report.Schema is not { Tables.Count: > 0 } schema)
            return;
        page.Section("structure", "Structure");
        var picture = SchemaPicture.Of(report, schema);
        if (picture is not null)
            page.Raw("<figure class=\"alone\">").Element("figcaption", picture.Caption).Raw(picture.Svg).Raw("</figure>");
        page.Raw("<div class=\"wide\"><table class=\"full\">").Row(["Table", "Rows", "Primary key", "References", "Columns"], "th");
        foreach (var table in schema.Tables)
        {
            page.Row([
                table.Name, StructureWords.Rows(report, table), StructureWords.Key(table), StructureWords.References(table),
                string.Join(", ", table.Columns.Select(column => $"{column.Name} {column.DeclaredType}".TrimEnd()))]);
        }

        page.Raw("</table></div>");
        if (schema.Views.Count + schema.Triggers.Count > 0)
            page.Element("p", $"Also {Figures.Count(schema.Views.Count, "view")} and {Figures.Count(schema.Triggers.Count, "trigger")}.", "rule");
    }
}
