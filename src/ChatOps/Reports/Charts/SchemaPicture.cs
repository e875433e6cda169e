using System.Globalization;
using System.Net;
using System.Text;
using ChatOps.Database.Checks;
using ChatOps.Database.Introspection;

namespace ChatOps.Reports.Charts;

/// <summary>The tables as boxes and their references as lines, coloured by the worst finding. Inline SVG.</summary>
internal sealed class SchemaPicture
{
    /// <summary>More boxes than this are not read by anybody.</summary>
    private const int MostTables = 40;

    private const int BoxWidth = 172;
    private const int BoxHeight = 34;
    private const int GapX = 70;
    private const int GapY = 12;
    private const int LongestName = 20;

    private readonly StringBuilder _svg = new();
    private readonly Dictionary<string, (int X, int Y)> _places = new(StringComparer.Ordinal);

    private SchemaPicture(string caption) => Caption = caption;

    public string Caption { get; }

    public string Svg => _svg.ToString();

    /// <summary>Null where no table references another: a picture would say nothing.</summary>
    public static SchemaPicture? Of(Report report, Schema schema)
    {
        var names = schema.Tables.Select(table => table.Name).ToHashSet(StringComparer.Ordinal);
        List<(string From, string To)> references = [.. schema.Tables
            .SelectMany(table => table.ForeignKeys.Select(key => (From: table.Name, To: key.ReferencedTable)))
            .Where(pair => pair.From != pair.To && names.Contains(pair.To))
            .Distinct()];
        if (references.Count == 0)
            return null;
        var degrees = references.SelectMany(pair => new[] { pair.From, pair.To }).CountBy(name => name).ToDictionary();
        var shown = degrees.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(MostTables).Select(pair => pair.Key).Order(StringComparer.Ordinal).ToList();
        references.RemoveAll(pair => !shown.Contains(pair.From) || !shown.Contains(pair.To));
        var picture = new SchemaPicture(CaptionOf(schema, shown.Count, degrees.Count));
        picture.Draw(report, SchemaLayout.Arrange(shown, references), references);
        return picture;
    }

    private static string CaptionOf(Schema schema, int shown, int connected)
    {
        var alone = schema.Tables.Count - connected;
        return (shown < connected ? $"References between the {shown} most connected of {Figures.Count(schema.Tables.Count, "table")}" : "References between tables: each line leads from a table to the one it references, on its left")
            + (alone > 0 ? $"; {Figures.Count(alone, "table")} without any {(alone == 1 ? "is" : "are")} left out" : "");
    }

    private void Draw(Report report, IReadOnlyList<IReadOnlyList<string>> columns, List<(string From, string To)> references)
    {
        var tallest = columns.Max(column => column.Count) * (BoxHeight + GapY);
        var width = columns.Count * (BoxWidth + GapX) - GapX + 4;
        for (var x = 0; x < columns.Count; x++)
        {
            var top = (tallest - columns[x].Count * (BoxHeight + GapY)) / 2 + 2;
            for (var y = 0; y < columns[x].Count; y++)
                _places[columns[x][y]] = (2 + x * (BoxWidth + GapX), top + y * (BoxHeight + GapY));
        }

        _svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"schema\" viewBox=\"0 0 {width} {tallest}\" width=\"{width}\" height=\"{tallest}\" role=\"img\">");
        foreach (var (from, to) in references)
            DrawLine(_places[from], _places[to]);
        var worst = report.Findings.GroupBy(finding => finding.Table).ToDictionary(table => table.Key, table => table.Max(finding => finding.Severity));
        foreach (var name in _places.Keys)
            DrawBox(name, Rows(report, name), worst.TryGetValue(name, out var severity) ? Html.HtmlReport.Word(severity) : "none");
        _svg.Append("</svg>");
    }

    private static string Rows(Report report, string name) =>
        report.Tables.FirstOrDefault(table => table.Name == name) is { } table ? Figures.Count(table.Rows, "row") : "not counted";

    /// <summary>From the left side of the box that references to the right side of the other; within one column around the side.</summary>
    private void DrawLine((int X, int Y) from, (int X, int Y) to)
    {
        var (startY, endY) = (from.Y + BoxHeight / 2, to.Y + BoxHeight / 2);
        var (startX, endX) = (from.X, from.X == to.X ? to.X : to.X + BoxWidth);
        var (first, second) = from.X == to.X ? (startX - 40, endX - 40) : from.X > to.X ? (startX - GapX / 2, endX + GapX / 2) : (startX - GapX / 2, endX + GapX);
        _svg.Append(CultureInfo.InvariantCulture, $"<path class=\"reference\" d=\"M{startX} {startY}C{first} {startY} {second} {endY} {endX} {endY}\"/><circle class=\"end\" cx=\"{endX}\" cy=\"{endY}\" r=\"3\"/>");
    }

    private void DrawBox(string name, string rows, string severity)
    {
        var (x, y) = _places[name];
        var label = name.Length <= LongestName ? name : name[..(LongestName - 1)] + "…";
        _svg.Append(CultureInfo.InvariantCulture, $"<g><title>{WebUtility.HtmlEncode(name)}</title><rect class=\"box {severity}\" x=\"{x}\" y=\"{y}\" width=\"{BoxWidth}\" height=\"{BoxHeight}\" rx=\"4\"/>");
        _svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x + 8}\" y=\"{y + 15}\">{WebUtility.HtmlEncode(label)}</text><text class=\"soft small\" x=\"{x + 8}\" y=\"{y + 28}\">{rows}</text></g>");
    }
}
