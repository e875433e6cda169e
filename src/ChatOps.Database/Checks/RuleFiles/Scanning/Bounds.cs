using System.Globalization;

namespace ChatOps.Database.Checks.RuleFiles.Scanning;

/// <summary>What a figure may be.</summary>
/// <param name="Above">Excludes the end itself, as does <paramref name="Below"/>.</param>
internal sealed record Bounds(double? Min, double? Max, double? Above, double? Below)
{
    /// <summary>For the square of the figure; a bound below zero holds for every square.</summary>
    internal Bounds Squared => new(Square(Min), Square(Max), Square(Above), Square(Below));

    /// <summary>What is not a number is within no bound.</summary>
    internal bool Holds(double value) => !double.IsNaN(value) && !(value < Min) && !(value > Max) && !(value <= Above) && !(value >= Below);

    /// <summary>Holds where the figure breaks a bound.</summary>
    internal string BrokenSql(string figure) => Min is { } exact && Max == exact && (Above ?? Below) is null ? $"{figure} <> {Sql(exact)}" : string.Join(" OR ", Parts().Select(part => $"{figure} {part.Broken} {Sql(part.Value)}"));

    public override string ToString() => string.Join(" and ", Parts().Select(part => $"{part.Word} {part.Value.ToString("#,##0.######", CultureInfo.InvariantCulture)}"));

    private IEnumerable<(string Broken, string Word, double Value)> Parts()
    {
        if (Min is { } min)
        {
            yield return ("<", "at least", min);
        }

        if (Above is { } above)
        {
            yield return ("<=", "above", above);
        }

        if (Max is { } max)
        {
            yield return (">", "at most", max);
        }

        if (Below is { } below)
        {
            yield return (">=", "below", below);
        }
    }

    private static double? Square(double? bound) => bound is { } value ? value * Math.Abs(value) : null;

    /// <summary>Whole numbers stay whole, so that a comparison with a count is one of whole numbers.</summary>
    private static string Sql(double value) => value.ToString(value == Math.Floor(value) && Math.Abs(value) < 1e15 ? "0" : "R", CultureInfo.InvariantCulture);
}
