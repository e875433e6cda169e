using ChatOps.Database.Anomalies.Trends;

namespace ChatOps.Database.Tests.Anomalies.Trends;

public sealed class RobustStatisticsTests
{
    [Fact]
    public void Median_IsTheMiddle()
    {
        Assert.Equal(2, RobustStatistics.Median([3, 1, 2]));
        Assert.Equal(2.5, RobustStatistics.Median([4, 1, 2, 3]));
        Assert.Equal(7, RobustStatistics.Median([7]));
    }

    [Fact]
    public void Qn_IsTheStandardDeviationOfNormalValues_AndStaysWhenAFifthIsWild()
    {
        var histories = new Histories(1);
        var values = Enumerable.Range(0, 400).Select(_ => 5 * histories.Normal()).ToArray();

        var clean = RobustStatistics.Qn(values);
        for (var i = 0; i < 80; i++)
        {
            values[i] = 1e9 * (i + 1);
        }

        Assert.InRange(clean, 4.5, 5.5);
        Assert.InRange(RobustStatistics.Qn(values), 4.5, 10);
    }

    [Fact]
    public void TheilSen_FindsTheSlopeThoughAQuarterIsWild()
    {
        var samples = Enumerable.Range(0, 40).Select(day => new Sample(day, day % 4 == 0 ? 1e6 * day : 3 * day + 1, DayOfWeek.Monday)).ToArray();

        Assert.InRange(RobustStatistics.TheilSenSlope(samples), 2.9, 5);
    }

    [Fact]
    public void MannKendall_IsSureOfARiseAndUnsureOfNoise()
    {
        var histories = new Histories(3);
        var rising = Enumerable.Range(0, 20).Select(day => new Sample(day, day, DayOfWeek.Monday)).ToArray();
        var noise = Enumerable.Range(0, 20).Select(day => new Sample(day, histories.Normal(), DayOfWeek.Monday)).ToArray();

        Assert.InRange(RobustStatistics.MannKendall(rising), 6, 6.2);
        Assert.InRange(RobustStatistics.MannKendall(noise), -2.5, 2.5);
    }
}
