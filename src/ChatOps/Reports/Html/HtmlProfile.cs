using ChatOps.Database.Profiling;

namespace ChatOps.Reports.Html;

/// <summary>The profile on the page: one table per table.</summary>
internal static class HtmlProfile
{
    public static void Write(HtmlWriter page, Report report)
    {
        if (report.Profile is not { } profile)
            return;
        page.Section("data", "Data");
        if (profile.Tables.Any(table => table.Columns.Any(column => column.DistinctIsApproximate)))
            page.Element("p", "Distinct counts that begin with \"about\" are estimates, usually within 1 %, as was asked for. Everything else is exact over full tables.");
        foreach (var table in profile.Tables)
            WriteTable(page, table);
    }

    private static void WriteTable(HtmlWriter page, TableProfile table)
    {
        page.Raw("<details><summary>").Element("b", table.Name).Raw(" ").Element("span", Figures.Count(table.Rows, "row"), "rule").Raw("</summary>");
        page.Raw("<div class=\"wide\"><table>").Row(["Column", "Type", "Nulls", "Blank", "Distinct", "Min", "Max", "Mean", "Deviation", "5 · 25 · 50 · 75 · 95 %", "Length", "Remarks"], "th");
        foreach (var column in table.Columns)
        {
            page.Row([
                column.Name, column.Type, Figures.Number(column.Nulls), Figures.Number(column.Blanks), ProfileWords.Distinct(column),
                column.Min is null ? "" : Figures.Value(column.Min), column.Max is null ? "" : Figures.Value(column.Max),
                Figures.Statistic(column.Mean), Figures.Statistic(column.StandardDeviation), ProfileWords.Quantiles(column), Length(column), ProfileWords.Remarks(table, column)]);
        }

        page.Raw("</table></div>");
        foreach (var relation in ProfileWords.Relations(table))
            page.Element("p", relation, "rule");
        page.Element("h4", "Query").Element("pre", table.Sql).Raw("</details>");
    }

    private static string Length(ColumnProfile column) => column.MinLength is not { } least ? "" : least == column.MaxLength ? Figures.Number(least) : $"{Figures.Number(least)} to {Figures.Number(column.MaxLength!.Value)}";
}
