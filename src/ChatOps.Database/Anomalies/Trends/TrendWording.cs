using System.Globalization;

namespace ChatOps.Database.Anomalies.Trends;

/// <summary>Says a verdict in one sentence.</summary>
internal static class TrendWording
{
    internal static TrendVerdict TooLittle(TrendSeries series, int runs) => new()
    {
        Table = series.Table,
        Column = series.Column,
        Metric = series.Metric,
        Outcome = TrendOutcome.TooLittleHistory,
        Value = series.Points[^1].Value,
        Runs = runs,
        Message = $"{Place(series.Table, series.Column)}: {Runs(runs)} before this one; {TrendDetector.FewestRuns} are needed to know what is usual.",
    };

    internal static string Say(TrendVerdict verdict, IReadOnlyList<TrendPoint> points)
    {
        var place = Place(verdict.Table, verdict.Column);
        if (verdict.Outcome == TrendOutcome.Drifting)
        {
            return $"{place} has changed steadily: {Name(verdict.Metric)} went from {Value(verdict.Metric, points[0].Value)} to {Value(verdict.Metric, verdict.Value)}, {Slope(verdict)}, over {Runs(verdict.Runs + 1)}.";
        }

        var weekday = verdict.Weekday is { } day ? $" on a {day}" : "";
        var slope = verdict.PerDay != 0 && Slope(verdict) is { } words ? $" ({words})" : "";
        return $"{place} {Has(verdict)}, expected {Range(verdict)}{weekday}{slope}, from {Runs(verdict.Runs)}.";
    }

    private static string Place(string table, string? column) => column is null ? table : $"{table}.{column}";

    private static string Has(TrendVerdict verdict) => verdict.Metric switch
    {
        TrendMetric.Volume => $"has {Value(verdict.Metric, verdict.Value)}",
        TrendMetric.NullRate => $"is NULL in {Value(verdict.Metric, verdict.Value)} of the rows",
        TrendMetric.Freshness => $"has a newest date that is {Value(verdict.Metric, verdict.Value)} old",
        _ => $"has the mean {Value(verdict.Metric, verdict.Value)}",
    };

    private static string Name(TrendMetric metric) => metric switch
    {
        TrendMetric.Volume => "its volume",
        TrendMetric.NullRate => "its share of NULLs",
        TrendMetric.Freshness => "the age of its newest date",
        _ => "its mean",
    };

    private static string Range(TrendVerdict verdict)
    {
        var high = verdict.Metric == TrendMetric.Volume ? Bare(verdict.Metric, verdict.High!.Value) : Value(verdict.Metric, verdict.High!.Value);
        return verdict.Metric == TrendMetric.Freshness ? $"at most {high}" : $"{Bare(verdict.Metric, verdict.Low!.Value)} to {high}";
    }

    private static string Slope(TrendVerdict verdict) => verdict.Metric == TrendMetric.NullRate
        ? Signed(verdict.PerDay * 100, "percentage points a day")
        : Signed(verdict.PerDay, verdict.Metric switch { TrendMetric.Volume => "rows a day", TrendMetric.Freshness => "days a day", _ => "a day" });

    private static string Signed(double value, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{(value < 0 ? "falling" : "rising")} by about {Rounded(Math.Abs(value))} {unit}");

    private static string Rounded(double value) =>
        value.ToString(value >= 100 ? "#,0" : value >= 1 ? "0.#" : "G2", CultureInfo.InvariantCulture);

    private static string Value(TrendMetric metric, double value) => metric switch
    {
        TrendMetric.Volume => $"{Bare(metric, value)} {(Math.Round(value) == 1 ? "row" : "rows")}",
        TrendMetric.NullRate => $"{Bare(metric, value)} %",
        TrendMetric.Freshness => $"{Bare(metric, value)} days",
        _ => Bare(metric, value),
    };

    private static string Bare(TrendMetric metric, double value) => metric switch
    {
        TrendMetric.Volume => Math.Round(value).ToString("N0", CultureInfo.InvariantCulture),
        TrendMetric.NullRate => (value * 100).ToString("0.##", CultureInfo.InvariantCulture),
        TrendMetric.Freshness => value.ToString("0.#", CultureInfo.InvariantCulture),
        _ => value.ToString("G5", CultureInfo.InvariantCulture),
    };

    private static string Runs(int runs) => string.Create(CultureInfo.InvariantCulture, $"{runs:N0} {(runs == 1 ? "run" : "runs")}");
}
