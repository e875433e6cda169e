using System.Globalization;
using System.Net;
using System.Text;

namespace ChatOps.Reports.Charts;

/// <summary>One figure over the runs: a line, the band of what was to be expected of the newest run, and the newest run as a dot. Inline SVG.</summary>
public static class TrendChart
{
    private const int Width = 520;
    private const int Height = 120;
    private const int Left = 70;
    private const int Right = 14;
    private const int Top = 10;
    private const int Bottom = 24;

    /// <summary>The band is about the newest run only, so it stands around that.</summary>
    private const int BandWidth = 24;

    public static string Draw(TrendFinding trend)
    {
        if (trend.Points.Count == 0)
            return "";
        var bounds = trend.Points.Select(point => point.Value).Concat(new[] { trend.Low, trend.High }.OfType<double>()).ToList();
        var (low, high) = (bounds.Min(), bounds.Max());
        double Y(double value) => high > low ? Height - Bottom - (value - low) / (high - low) * (Height - Bottom - Top) : (Height - Bottom + Top) / 2.0;
        var (from, to) = (trend.Points[0].At, trend.Points[^1].At);
        double X(DateTimeOffset at) => to > from ? Left + (at - from) / (to - from) * (Width - Left - Right) : Left;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\"><title>{WebUtility.HtmlEncode(trend.Message)}</title>");
        DrawBand(svg, Y(trend.High ?? high), Y(trend.Low ?? low));
        svg.Append("<polyline class=\"trend\" points=\"");
        foreach (var point in trend.Points)
            svg.Append(CultureInfo.InvariantCulture, $"{X(point.At):0.#},{Y(point.Value):0.#} ");
        svg.Append(CultureInfo.InvariantCulture, $"\"/><circle class=\"odd\" cx=\"{X(to):0.#}\" cy=\"{Y(trend.Value):0.#}\" r=\"4\"/>");
        Label(svg, Left - 6, Top + 8, "end", Number(high));
        Label(svg, Left - 6, Height - Bottom, "end", Number(low));
        Label(svg, Left, Height - 6, "start", from.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Label(svg, Width - Right, Height - 6, "end", to.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        return svg.Append("</svg>").ToString();
    }

    private static void DrawBand(StringBuilder svg, double top, double bottom) =>
        svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"band\" x=\"{Width - Right - BandWidth / 2}\" y=\"{top:0.#}\" width=\"{BandWidth}\" height=\"{Math.Max(1, bottom - top):0.#}\"/>");

    private static void Label(StringBuilder svg, int x, int y, string anchor, string text) =>
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"soft\" x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{text}</text>");

    private static string Number(double value) => value.ToString(Math.Abs(value) >= 1000 ? "#,0" : "G4", CultureInfo.InvariantCulture);
}
