using ChatOps.Database.Anomalies.Trends;

namespace ChatOps.Database.Tests.Anomalies.Trends;

/// <summary>How often clean histories raise an alarm, and how often a planted change does, over 1,000 random histories of each kind.</summary>
public sealed class TrendRateTests
{
    private const int Count = 1_000;

    /// <summary>With normally distributed noise at most 1 % of clean runs raise an alarm, with wild noise (Student's t, three degrees of freedom) at most 3 %.</summary>
    [Theory]
    [InlineData("flat", 11, 10)]
    [InlineData("flat", 29, 10)]
    [InlineData("growing", 11, 10)]
    [InlineData("growing", 29, 10)]
    [InlineData("seasonal", 29, 10)]
    [InlineData("seasonal", 61, 10)]
    [InlineData("seasonal and growing", 36, 10)]
    [InlineData("collecting", 29, 10)]
    [InlineData("collecting on working days", 36, 10)]
    [InlineData("random walk", 15, 10)]
    [InlineData("random walk", 29, 10)]
    [InlineData("heavy tails", 29, 30)]
    public void CleanHistories_SeldomRaiseAnAlarm(string kind, int runs, int most) =>
        Assert.InRange(Alarms(kind, runs, value => value), 0, most);

    [Theory]
    [InlineData("flat", 11, 990)]
    [InlineData("flat", 29, 990)]
    [InlineData("growing", 29, 990)]
    [InlineData("seasonal", 36, 990)]
    [InlineData("collecting", 29, 990)]
    [InlineData("collecting on working days", 36, 990)]
    public void ATableThatLostHalfOfItsRows_IsFound(string kind, int runs, int fewest) =>
        Assert.InRange(Alarms(kind, runs, value => value / 2), fewest, Count);

    /// <summary>A step of six standard deviations of the noise.</summary>
    [Theory]
    [InlineData("flat", 29, 900)]
    [InlineData("growing", 29, 800)]
    [InlineData("seasonal", 36, 750)]
    [InlineData("collecting", 29, 900)]
    public void AStepOfSixDeviations_IsMostlyFound(string kind, int runs, int fewest) =>
        Assert.InRange(Alarms(kind, runs, value => value + 1_800), fewest, Count);

    /// <summary>A table that collects a thousand rows a day, give or take two hundred, and today none.</summary>
    [Theory]
    [InlineData(29, 850)]
    public void ATableThatStoppedCollecting_IsMostlyFound(int runs, int fewest)
    {
        var found = Enumerable.Range(0, Count).Count(seed =>
        {
            var values = new Histories(seed).Collecting(runs);
            return TrendDetector.Test(Histories.Series([.. values[..^1], values[^2]])).Outcome == TrendOutcome.Unusual;
        });

        Assert.InRange(found, fewest, Count);
    }

    private static int Alarms(string kind, int runs, Func<double, double> plant) =>
        Enumerable.Range(0, Count).Count(seed =>
        {
            var values = Make(new Histories(seed), kind, runs);
            return TrendDetector.Test(Histories.Series([.. values[..^1], plant(values[^1])])).Outcome == TrendOutcome.Unusual;
        });

    private static double[] Make(Histories histories, string kind, int runs) => kind switch
    {
        "flat" => histories.Flat(runs),
        "growing" => histories.Growing(runs),
        "seasonal" => histories.Seasonal(runs),
        "seasonal and growing" => histories.SeasonalAndGrowing(runs),
        "collecting" => histories.Collecting(runs),
        "collecting on working days" => histories.CollectingOnWorkingDays(runs),
        "heavy tails" => histories.HeavyTailed(runs),
        _ => histories.RandomWalk(runs),
    };
}
