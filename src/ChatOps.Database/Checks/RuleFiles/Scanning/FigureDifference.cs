using System.Globalization;

namespace ChatOps.Database.Checks.RuleFiles.Scanning;

/// <summary>How a figure of this database differs from one of another.</summary>
/// <param name="Here">For people, as <paramref name="There"/>.</param>
/// <param name="BrokenSql">Holds for the figure of this database, as <c>measured</c>.</param>
internal sealed record FigureDifference(string Here, string There, string BrokenSql)
{
    /// <summary>A larger tolerance has no decimal number; floating-point numbers do then.</summary>
    private const double LargestExactTolerance = 1e28;

    /// <summary>Null where they agree. Whole and decimal numbers are compared with all their digits; only where one is a floating-point number, both are taken for such.</summary>
    internal static FigureDifference? Of(object? here, object? there, double tolerance) =>
        ExactFigure.Of(here) is { } own && ExactFigure.Of(there) is { } other && tolerance < LargestExactTolerance
            ? Of(own, other, ExactFigure.Of((decimal)tolerance)!)
            : Of(FigureValues.NumberOf(here) ?? 0, FigureValues.NumberOf(there) ?? 0, tolerance);

    private static FigureDifference? Of(ExactFigure own, ExactFigure other, ExactFigure tolerance)
    {
        var (low, high) = (other.Plus(tolerance.Negated()), other.Plus(tolerance));
        return low.IsAbove(own) || own.IsAbove(high)
            ? new FigureDifference(own.Shown(), other.Shown(), tolerance.Digits.IsZero ? $"measured <> {other}" : $"measured < {low} OR measured > {high}")
            : null;
    }

    private static FigureDifference? Of(double own, double other, double tolerance)
    {
        if (double.IsNaN(own) || double.IsNaN(other))
        {
            return own.Equals(other) ? null : new FigureDifference(Shown(own), Shown(other), double.IsNaN(own) ? "measured = 'NaN'" : "measured IS NOT NULL");
        }

        var bounds = new Bounds(other - tolerance, other + tolerance, null, null);
        return bounds.Holds(own) ? null : new FigureDifference(Shown(own), Shown(other), bounds.BrokenSql("measured"));
    }

    private static string Shown(double value) => value.ToString("#,##0.######", CultureInfo.InvariantCulture);
}
