using ChatOps.Database.Anomalies.Trends;

namespace ChatOps.Database.Tests.Anomalies.Trends;

/// <summary>Makes histories from a seed, one run a day at three in the morning (UTC); the last run is the tested one.</summary>
internal sealed class Histories(int seed)
{
    /// <summary>A Thursday.</summary>
    internal static readonly DateTimeOffset Start = new(2026, 1, 1, 3, 0, 0, TimeSpan.Zero);

    private readonly Random _random = new(seed);

    internal static TrendSeries Series(IEnumerable<double> values, TrendMetric metric = TrendMetric.Volume, string? column = null) =>
        new("orders", column, metric, [.. values.Select((value, day) => new TrendPoint(Start.AddDays(day), value))]);

    internal double[] Flat(int runs, double level = 10_000, double noise = 300) => Make(runs, _ => level, noise);

    internal double[] Growing(int runs, double perDay = 120, double noise = 300) => Make(runs, day => 5_000 + perDay * day, noise);

    /// <summary>Full on working days, a fifth of it at weekends.</summary>
    internal double[] Seasonal(int runs, double noise = 300) => Make(runs, day => IsWeekend(day) ? 2_000 : 10_000, noise);

    internal double[] SeasonalAndGrowing(int runs, double noise = 300) => Make(runs, day => (IsWeekend(day) ? 2_000 : 10_000) + 80 * day, noise);

    /// <summary>A table that only ever collects rows: about a thousand a day.</summary>
    internal double[] Collecting(int runs, double noise = 200) => Sum(Make(runs, _ => 1_000, noise));

    /// <summary>A table that collects rows on working days only.</summary>
    internal double[] CollectingOnWorkingDays(int runs, double noise = 100) => Sum(Make(runs, day => IsWeekend(day) ? 0 : 1_000, noise));

    /// <summary>Wild now and then: Student's t with three degrees of freedom.</summary>
    internal double[] HeavyTailed(int runs) => [.. Enumerable.Range(0, runs).Select(_ => 10_000 + 200 * StudentThree())];

    internal double[] RandomWalk(int runs) => Sum([10_000, .. Make(runs - 1, _ => 0, 200)]);

    internal static bool IsWeekend(int day) => Start.AddDays(day).DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    internal double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    private double StudentThree()
    {
        var (a, b, c) = (Normal(), Normal(), Normal());
        return Normal() / Math.Sqrt((a * a + b * b + c * c) / 3);
    }

    private double[] Make(int runs, Func<int, double> level, double noise) => [.. Enumerable.Range(0, runs).Select(day => Math.Round(level(day) + noise * Normal()))];

    private static double[] Sum(double[] parts)
    {
        var sums = new double[parts.Length];
        var sum = 0.0;
        for (var i = 0; i < parts.Length; i++)
        {
            sums[i] = sum += parts[i];
        }

        return sums;
    }
}
