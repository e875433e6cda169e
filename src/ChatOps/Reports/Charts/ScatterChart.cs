using System.Globalization;
using System.Net;
using System.Text;
using ChatOps.Database.Anomalies;

namespace ChatOps.Reports.Charts;

/// <summary>Rows as dots over the two columns that isolate most; odd ones stand out. Inline SVG.</summary>
public static class ScatterChart
{
    private const int Width = 520;
    private const int Height = 300;
    private const int Left = 64;
    private const int Bottom = 40;
    private const int Margin = 12;
    private const int LongestName = 34;

    public static string Draw(AnomalyScatter scatter)
    {
        var points = scatter.Points.Where(point => double.IsFinite(point.X) && double.IsFinite(point.Y)).ToList();
        var x = Scale.Over(points.Select(point => point.X), Left, Width - Margin);
        var y = Scale.Over(points.Select(point => point.Y), Height - Bottom, Margin);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\">");
        DrawAxes(svg, scatter, x, y);
        foreach (var point in points.OrderBy(point => point.Anomalous))
        {
            svg.Append(CultureInfo.InvariantCulture,
                $"<circle class=\"{(point.Anomalous ? "odd" : "dot")}\" cx=\"{x.Place(point.X):0.#}\" cy=\"{y.Place(point.Y):0.#}\" r=\"{(point.Anomalous ? 4 : 3)}\"><title>{point.X:R}, {point.Y:R}: {point.Score:0.###}</title></circle>");
        }

        return svg.Append("</svg>").ToString();
    }

    private static void DrawAxes(StringBuilder svg, AnomalyScatter scatter, Scale x, Scale y)
    {
        svg.Append(CultureInfo.InvariantCulture, $"<line class=\"axis\" x1=\"{Left}\" y1=\"{Height - Bottom}\" x2=\"{Width - Margin}\" y2=\"{Height - Bottom}\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<line class=\"axis\" x1=\"{Left}\" y1=\"{Margin}\" x2=\"{Left}\" y2=\"{Height - Bottom}\"/>");
        Label(svg, Left, Height - Bottom + 15, "start", x.From);
        Label(svg, Width - Margin, Height - Bottom + 15, "end", x.To);
        Label(svg, Left - 6, Height - Bottom, "end", y.From);
        Label(svg, Left - 6, Margin + 10, "end", y.To);
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{(Left + Width) / 2}\" y=\"{Height - 8}\" text-anchor=\"middle\">{Name(scatter.X)}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<text transform=\"translate(14 {(Height - Bottom) / 2}) rotate(-90)\" text-anchor=\"middle\">{Name(scatter.Y)}</text>");
    }

    /// <summary>A column's name beside an axis, cut where it would not fit; the whole name shows when it is pointed at.</summary>
    private static string Name(string column)
    {
        var shown = column.Length <= LongestName ? column : column[..(LongestName - 1)] + "…";
        return $"<title>{WebUtility.HtmlEncode(column)}</title>{WebUtility.HtmlEncode(shown)}";
    }

    private static void Label(StringBuilder svg, int x, int y, string anchor, double value) =>
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"soft\" x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{value:G6}</text>");

    /// <summary>A linear map from values to places on the page.</summary>
    private readonly record struct Scale(double From, double To, double Start, double End)
    {
        public static Scale Over(IEnumerable<double> values, double start, double end)
        {
            var (from, to) = values.Aggregate(
                (From: double.PositiveInfinity, To: double.NegativeInfinity),
                (range, value) => (Math.Min(range.From, value), Math.Max(range.To, value)));
            return from <= to ? new Scale(from, to, start, end) : new Scale(0, 1, start, end);
        }

        public double Place(double value) => To > From ? Start + (value - From) / (To - From) * (End - Start) : (Start + End) / 2;
    }
}
