using System.Globalization;
using System.Net;
using System.Text;

namespace ChatOps.Reports.Charts;

/// <summary>One bar and its parts, left to right.</summary>
public sealed record ChartBar(string Label, IReadOnlyList<ChartSegment> Segments)
{
    public double Total => Segments.Sum(segment => segment.Value);
}

/// <summary>One part of a bar; the class colours it.</summary>
public sealed record ChartSegment(string CssClass, double Value);

/// <summary>Horizontal bars to one scale, drawn as inline SVG.</summary>
public static class BarChart
{
    private const int Width = 520;
    private const int LabelWidth = 190;
    private const int ValueWidth = 60;
    private const int RowHeight = 22;
    private const int LongestLabel = 28;

    /// <param name="percent">The values are percentages, 0..100, and the scale ends at 100.</param>
    public static string Draw(IReadOnlyList<ChartBar> bars, bool percent = false)
    {
        var longest = percent ? 100 : Math.Max(bars.Max(bar => bar.Total), double.Epsilon);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {bars.Count * RowHeight + 4}\" role=\"img\">");
        for (var row = 0; row < bars.Count; row++)
            DrawBar(svg, bars[row], row * RowHeight, longest, percent);
        return svg.Append("</svg>").ToString();
    }

    private static void DrawBar(StringBuilder svg, ChartBar bar, int top, double longest, bool percent)
    {
        var label = bar.Label.Length <= LongestLabel ? bar.Label : bar.Label[..(LongestLabel - 1)] + "…";
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{LabelWidth - 8}\" y=\"{top + 15}\" text-anchor=\"end\"><title>{WebUtility.HtmlEncode(bar.Label)}</title>{WebUtility.HtmlEncode(label)}</text>");
        double left = LabelWidth;
        foreach (var segment in bar.Segments.Where(segment => segment.Value > 0))
        {
            var width = segment.Value / longest * (Width - LabelWidth - ValueWidth);
            svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"{segment.CssClass}\" x=\"{left:0.#}\" y=\"{top + 4}\" width=\"{Math.Max(width, 1):0.#}\" height=\"14\"/>");
            left += width;
        }

        var value = bar.Total.ToString(percent ? "0.#" : "0.##", CultureInfo.InvariantCulture) + (percent ? " %" : "");
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"soft\" x=\"{left + 6:0.#}\" y=\"{top + 15}\">{value}</text>");
    }
}
