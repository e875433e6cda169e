using System.Globalization;
using ChatOps.Database.Verification;
using ChatOps.Reports.Proof;

namespace ChatOps.Reports.Html;

/// <summary>A migration's proof as a page.</summary>
public static class HtmlProof
{
    /// <summary>Columns and notes in full; more of them stand in proof.json, and the page says so.</summary>
    private const int MostRows = 1000;

    public static string Write(ProofPack pack)
    {
        var title = $"Migration of {pack.Source.Connection} to {pack.Target.Connection}";
        var body = new HtmlWriter();
        WriteTables(body, pack);
        WriteDifferences(body, pack);
        WriteRejects(body, pack);
        WriteDecisions(body, pack);
        WriteNotes(body, pack);
        WriteTypes(body, pack);
        WriteSchemas(body, pack);
        WriteSegments(body, pack);
        return HtmlPage.Write(
            title, page => WriteHead(page, pack, title), body,
            $"Run {pack.Run}. Plan {pack.PlanDigest}. This page is for reading; proof.json beside it is sealed, and verify --proof proof.json tells whether a byte of it has changed.");
    }

    private static void WriteHead(HtmlWriter page, ProofPack pack, string title)
    {
        page.Element("h1", title);
        page.Element("p", pack.Verdict, $"verdict {(pack.Verified == false ? "error" : pack.Verified is null || pack.NotMade.Count > 0 || pack.Rejects.Count > 0 ? "warning" : "good")}");
        page.Raw("<dl class=\"facts\">");
        page.Pair("Source", $"{pack.Source.Connection} ({pack.Source.Engine}, {pack.Source.Environment})");
        page.Pair("Target", $"{pack.Target.Connection} ({pack.Target.Engine}, {pack.Target.Environment})");
        page.Pair("Written", Moment(pack.WrittenAt));
        page.Pair("Tables", Figures.Number(pack.Tables.Count));
        page.Pair("Rows in the source", Figures.Number(pack.Tables.Sum(table => table.Source)));
        page.Pair("Loaded", Figures.Number(pack.Tables.Sum(table => table.Loaded)));
        page.Pair("Rejected", Figures.Number(pack.Tables.Sum(table => table.Rejected)));
        page.Pair("Seconds", string.Join(", ", pack.Seconds.Select(phase => string.Create(CultureInfo.InvariantCulture, $"{phase.Key} {phase.Value:0.###}"))));
        page.Raw("</dl>");
        if (pack.Checksum is { } checksum)
            page.Element("p", $"Checksum over all tables: {checksum}", "rule");
    }

    private static void WriteTables(HtmlWriter page, ProofPack pack)
    {
        page.Section("tables", "Tables").Raw("<div class=\"wide\"><table>");
        page.Row(["Table", "In the target", "Source", "Loaded", "Rejected", "Missing", "Extra", "Different", "Compared", "Checksum"], "th");
        foreach (var table in pack.Tables)
        {
            var compared = table.Comparison;
            page.Row([
                table.Name, table.Target, Figures.Number(table.Source), Figures.Number(table.Loaded), Figures.Number(table.Rejected),
                Count(compared?.Missing), Count(compared?.Extra), Count(compared?.Different), compared?.NotCompared ?? compared?.Method ?? "not compared", compared?.TargetChecksum ?? ""]);
        }

        page.Raw("</table></div>");
        if (pack.NotMade.Count == 0)
            return;
        page.Element("h3", "Not made").Raw("<ul>");
        foreach (var item in pack.NotMade)
            page.Element("li", item);
        page.Raw("</ul>");
    }

    private static void WriteDifferences(HtmlWriter page, ProofPack pack)
    {
        var tables = pack.Tables.Where(table => table.Comparison is { Differences.Count: > 0 }).ToList();
        if (tables.Count == 0)
            return;
        page.Section("differences", "Differences");
        foreach (var table in tables)
        {
            var compared = table.Comparison!;
            page.Element("h3", $"{table.Name}: the first {compared.Differences.Count} of {Figures.Number(compared.Missing + compared.Extra + compared.Different)}");
            page.Raw("<div class=\"wide\"><table>").Row(["Row", "What", "Column", "Source", "Target"], "th");
            foreach (var difference in compared.Differences)
                WriteDifference(page, difference);
            page.Raw("</table></div>");
        }
    }

    private static void WriteDifference(HtmlWriter page, RowDifference difference)
    {
        var kind = difference.Kind.ToString().ToLowerInvariant();
        if (difference.Values.Count == 0)
            page.Row([difference.Key, kind, "", "", ""]);
        foreach (var value in difference.Values)
            page.Row([difference.Key, kind, value.Column, Figures.Value(value.Source), Figures.Value(value.Target)]);
    }

    private static void WriteRejects(HtmlWriter page, ProofPack pack)
    {
        if (pack.Rejects.Count == 0)
            return;
        page.Section("rejects", "Rejected rows").Element("p", "Each of them stands in the target's table _chatops_rejects, whole and with its reason.");
        page.Raw("<div class=\"wide\"><table class=\"full\">").Row(["Table", "Rows", "Reason"], "th");
        foreach (var reject in pack.Rejects)
            page.Row([reject.Table, Figures.Number(reject.Count), reject.Reason]);
        page.Raw("</table></div>");
    }

    private static void WriteDecisions(HtmlWriter page, ProofPack pack)
    {
        page.Section("decisions", "Who decided");
        if (pack.Approvals.Count == 0)
        {
            page.Element("p", "Nobody had to, by the policy in force.");
            return;
        }

        page.Raw("<div class=\"wide\"><table class=\"full\">").Row(["Who", "When", "Where", "Verdict", "Bound to plan"], "th");
        foreach (var approval in pack.Approvals)
            page.Row([approval.Person, Moment(approval.At), approval.Channel, approval.Comment is null ? approval.Verdict : $"{approval.Verdict}: {approval.Comment}", approval.PlanHash]);
        page.Raw("</table></div>");
    }

    private static void WriteNotes(HtmlWriter page, ProofPack pack)
    {
        if (pack.Notes.Count == 0)
            return;
        page.Section("notes", "Told beforehand").Raw("<div class=\"wide\"><table class=\"full\">").Row(["What", "Where", "Note"], "th");
        foreach (var note in pack.Notes.Take(MostRows))
            page.Row([ProofWords.Kind(note.Kind), ProofWords.Place(note), note.Message]);
        page.Raw("</table></div>");
        WriteRest(page, pack.Notes.Count);
    }

    private static void WriteTypes(HtmlWriter page, ProofPack pack)
    {
        page.Section("types", "Types").Raw("<details><summary>").Text(Figures.Count(pack.Types.Count, "column")).Raw("</summary><div class=\"wide\"><table class=\"full\">").Row(["Column", "In the source", "In the target", "Why"], "th");
        foreach (var type in pack.Types.Take(MostRows))
            page.Row([$"{type.Table}.{type.Column}", type.From, type.Column == type.TargetColumn ? type.To : $"{type.TargetColumn} {type.To}", type.Reason]);
        page.Raw("</table></div></details>");
        WriteRest(page, pack.Types.Count);
    }

    private static void WriteSchemas(HtmlWriter page, ProofPack pack)
    {
        page.Section("schemas", "Schemas before and after");
        foreach (var (name, schema) in new[] { ($"{pack.Source.Connection} before", pack.Source.Before), ($"{pack.Source.Connection} after", pack.Source.After), ($"{pack.Target.Connection} before", pack.Target.Before), ($"{pack.Target.Connection} after", pack.Target.After) })
        {
            page.Raw("<details><summary>").Element("b", name).Raw(" ").Element("span", $"{Figures.Count(schema.Tables.Count, "table")}, {schema.Fingerprint}", "rule").Raw("</summary><div class=\"wide\"><table class=\"full\">").Row(["Table", "Columns"], "th");
            foreach (var table in schema.Tables.Take(MostRows))
                page.Row([table.Name, string.Join(", ", table.Columns)]);
            page.Raw("</table></div></details>");
        }
    }

    private static void WriteSegments(HtmlWriter page, ProofPack pack)
    {
        var tables = pack.Tables.Where(table => table.Comparison is { Segments.Count: > 0 }).ToList();
        if (tables.Count == 0)
            return;
        page.Section("segments", "Checksums by segment").Raw("<details><summary>").Text(Figures.Count(tables.Sum(table => table.Comparison!.Segments.Count), "segment")).Raw("</summary><div class=\"wide\"><table>").Row(["Table", "From", "Rows", "Source", "Target"], "th");
        foreach (var (table, segment) in tables.SelectMany(table => table.Comparison!.Segments.Select(segment => (table, segment))).Take(MostRows))
            page.Row([table.Name, segment.From, Figures.Number(segment.Rows), segment.Source, segment.Target]);
        page.Raw("</table></div></details>");
        WriteRest(page, tables.Sum(table => table.Comparison!.Segments.Count));
    }

    private static void WriteRest(HtmlWriter page, int all)
    {
        if (all > MostRows)
            page.Element("p", $"{Figures.Number(all - MostRows)} more are in proof.json.");
    }

    private static string Count(long? value) => value is { } count ? Figures.Number(count) : "";

    private static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
