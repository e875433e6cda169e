using ChatOps.Database.Anomalies.Trends;

namespace ChatOps.Database.Tests.Anomalies.Trends;

public sealed class TrendDetectorTests
{
    private readonly Histories _histories = new(7);

    [Fact]
    public void TooLittleHistory_IsSaidAndNeverAnAlarm()
    {
        var verdict = TrendDetector.Test(Histories.Series([.. Enumerable.Repeat(1_000.0, 9), 0]));

        Assert.Equal((TrendOutcome.TooLittleHistory, 9), (verdict.Outcome, verdict.Runs));
        Assert.Contains("9 runs before this one; 10 are needed", verdict.Message, StringComparison.Ordinal);
        Assert.Null(verdict.High);
    }

    [Fact]
    public void ALowThursday_IsExplainedByWhatThursdaysHave()
    {
        var values = _histories.Seasonal(36);
        values[^1] = 1_203;

        var verdict = TrendDetector.Test(Histories.Series(values));

        Assert.Equal((TrendOutcome.Unusual, DayOfWeek.Thursday, 35), (verdict.Outcome, verdict.Weekday, verdict.Runs));
        Assert.Matches(@"^orders has 1,203 rows, expected \d,\d{3} to 1\d,\d{3} on a Thursday, from 35 runs\.$", verdict.Message);
    }

    [Fact]
    public void AWeekendThatIsLikeAWorkingDay_IsUnusual_AndAUsualWeekendIsNot()
    {
        var values = _histories.Seasonal(38);
        Assert.True(Histories.IsWeekend(37));

        Assert.Equal(TrendOutcome.Usual, TrendDetector.Test(Histories.Series(values)).Outcome);
        Assert.Equal(TrendOutcome.Unusual, TrendDetector.Test(Histories.Series([.. values[..^1], 10_000])).Outcome);
    }

    [Fact]
    public void BeforeThreeWeeks_NoWeekdayIsExpected()
    {
        Assert.Null(TrendDetector.Test(Histories.Series(_histories.Seasonal(20))).Weekday);
    }

    [Fact]
    public void TheTestedPoint_IsNotPartOfItsOwnMeasure()
    {
        var values = _histories.Growing(30);

        var usual = TrendDetector.Test(Histories.Series(values));
        var wild = TrendDetector.Test(Histories.Series([.. values[..^1], 1e12]));

        Assert.Equal((usual.Low, usual.High, usual.Runs), (wild.Low, wild.High, wild.Runs));
        Assert.Equal(TrendOutcome.Unusual, wild.Outcome);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void ALineWithoutNoise_GoesOn(double noise)
    {
        var verdict = TrendDetector.Test(Histories.Series(_histories.Growing(40, perDay: 120, noise)));

        Assert.Equal(TrendOutcome.Usual, verdict.Outcome);
        Assert.InRange(verdict.PerDay, 118, 122);
    }

    [Fact]
    public void ATableThatStopsGrowing_IsUnusual_ThoughItLostNothing()
    {
        var values = _histories.Collecting(30, noise: 100);

        var verdict = TrendDetector.Test(Histories.Series([.. values[..^1], values[^2]]));

        Assert.Equal(TrendOutcome.Unusual, verdict.Outcome);
        Assert.Contains("rising by about", verdict.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1_000, TrendOutcome.Usual)]
    [InlineData(1_009, TrendOutcome.Usual)]
    [InlineData(1_020, TrendOutcome.Unusual)]
    [InlineData(900, TrendOutcome.Unusual)]
    public void AFigureThatNeverMoved_MayMoveByWhatDoesNotMatter(double value, TrendOutcome expected) =>
        Assert.Equal(expected, TrendDetector.Test(Histories.Series([.. Enumerable.Repeat(1_000.0, 28), value])).Outcome);

    [Theory]
    [InlineData(0, 0.004, TrendOutcome.Usual)]
    [InlineData(0, 0.05, TrendOutcome.Unusual)]
    [InlineData(1, 0.5, TrendOutcome.Unusual)]
    public void ANullRate_StaysBetweenNothingAndAll(double usual, double value, TrendOutcome expected)
    {
        var verdict = TrendDetector.Test(Histories.Series([.. Enumerable.Repeat(usual, 20), value], TrendMetric.NullRate, "email"));

        Assert.Equal(expected, verdict.Outcome);
        Assert.InRange(verdict.Low!.Value, 0, verdict.High!.Value);
        Assert.InRange(verdict.High!.Value, 0, 1);
    }

    [Theory]
    [InlineData(4, TrendOutcome.Unusual)]
    [InlineData(0.01, TrendOutcome.Usual)]
    public void Freshness_IsUnusualOnlyWhenLate(double age, TrendOutcome expected)
    {
        var ages = Enumerable.Range(0, 20).Select(_ => 0.4 + 0.05 * _histories.Normal());

        var verdict = TrendDetector.Test(Histories.Series([.. ages, age], TrendMetric.Freshness, "created_at"));

        Assert.Equal(expected, verdict.Outcome);
        Assert.Null(verdict.Low);
        Assert.Contains("expected at most", verdict.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ANullRateThatRisesDayByDay_DriftsThoughNoRunStandsOut()
    {
        var rates = Enumerable.Range(0, 30).Select(day => 0.02 + 0.004 * day + 0.002 * _histories.Normal());

        var verdict = TrendDetector.Test(Histories.Series(rates, TrendMetric.NullRate, "email"));

        Assert.Equal(TrendOutcome.Drifting, verdict.Outcome);
        Assert.Contains("percentage points a day", verdict.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ATableThatNobodyWritesAnyMore_Drifts()
    {
        var verdict = TrendDetector.Test(Histories.Series(Enumerable.Range(3, 20).Select(day => (double)day), TrendMetric.Freshness, "created_at"));

        Assert.Equal((TrendOutcome.Drifting, 1), (verdict.Outcome, Math.Round(verdict.PerDay, 6)));
    }

    [Fact]
    public void ATableThatGrows_DoesNotDrift_AndOneThatShrinksDoes()
    {
        Assert.Equal(TrendOutcome.Usual, TrendDetector.Test(Histories.Series(_histories.Growing(30, perDay: 100, noise: 20))).Outcome);
        Assert.Equal(TrendOutcome.Drifting, TrendDetector.Test(Histories.Series(_histories.Growing(30, perDay: -100, noise: 20))).Outcome);
    }

    [Fact]
    public void DaysWithoutARun_ChangeNothing()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var histories = new Histories(seed);
            var values = histories.Collecting(60);
            var points = Histories.Series(values).Points.Where((_, day) => day % 7 != 3 && day is < 30 or > 39).ToList();

            var verdict = TrendDetector.Test(new TrendSeries("orders", null, TrendMetric.Volume, points));

            Assert.True(verdict.Outcome == TrendOutcome.Usual, $"seed {seed}: {verdict.Message}");
        }
    }

    [Fact]
    public void AfterALongPause_AGrowingTableHasGrownByThePause()
    {
        var points = Histories.Series(_histories.Collecting(50)).Points.Where((_, day) => day is < 35 or 49).ToList();

        Assert.Equal(TrendOutcome.Usual, TrendDetector.Test(new TrendSeries("orders", null, TrendMetric.Volume, points)).Outcome);
    }

    [Fact]
    public void WhatHappenedTwiceBefore_IsNotUnusual()
    {
        double[] values = [.. Enumerable.Repeat(1_000.0, 6), 5_000, 1_000, 1_000, 1_000, 1_000, 1_000, 1_000, 5_000, 1_000, 1_000, 1_000];

        Assert.Equal(TrendOutcome.Usual, TrendDetector.Test(Histories.Series([.. values, 5_000])).Outcome);
        Assert.Equal(TrendOutcome.Unusual, TrendDetector.Test(Histories.Series([.. values, 9_000])).Outcome);
        Assert.Equal(TrendOutcome.Unusual, TrendDetector.Test(Histories.Series([.. values, 0])).Outcome);
    }

    [Fact]
    public void AfterAStep_TheNewLevelIsSoonUsual()
    {
        var values = _histories.Flat(30);
        var stepped = values.Select((value, day) => day >= 27 ? value + 20_000 : value).ToList();

        Assert.Equal(TrendOutcome.Unusual, TrendDetector.Test(Histories.Series(stepped.Take(28))).Outcome);
        Assert.Equal(TrendOutcome.Usual, TrendDetector.Test(Histories.Series([.. stepped, stepped[^1], stepped[^2]])).Outcome);
    }

    [Fact]
    public void SeveralRunsADay_AreComparedAtTheSameTimeOfDay()
    {
        var points = Enumerable.Range(0, 24 * 30)
            .Select(hour => new TrendPoint(Histories.Start.AddHours(hour), Math.Round((hour % 24 < 12 ? 100 : 9_000) + 20 * _histories.Normal())))
            .ToList();

        var usual = TrendDetector.Test(new TrendSeries("queue", null, TrendMetric.Volume, points));
        var wrong = TrendDetector.Test(new TrendSeries("queue", null, TrendMetric.Volume, [.. points[..^1], points[^1] with { Value = 100 }]));

        Assert.Equal((TrendOutcome.Usual, TrendOutcome.Unusual), (usual.Outcome, wrong.Outcome));
        Assert.Equal(30, usual.Runs);
    }

    [Fact]
    public void TheSameSeries_HasTheSameVerdict()
    {
        var series = Histories.Series(_histories.SeasonalAndGrowing(61));

        Assert.Equal(TrendDetector.Test(series), TrendDetector.Test(series));
    }

    [Fact]
    public void ASeriesThatIsNone_IsRefused()
    {
        var points = Histories.Series(_histories.Flat(12)).Points;

        Assert.Throws<ArgumentException>(() => TrendDetector.Test(new TrendSeries("t", null, TrendMetric.Volume, [])));
        Assert.Throws<ArgumentException>(() => TrendDetector.Test(new TrendSeries("t", null, TrendMetric.Volume, [.. points.Reverse()])));
        Assert.Throws<ArgumentException>(() => TrendDetector.Test(new TrendSeries("t", null, TrendMetric.Volume, [.. points.SkipLast(1), points[^1] with { Value = double.NaN }])));
    }
}
