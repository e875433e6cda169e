using ChatOps.Database.Anomalies;

namespace ChatOps.Database.Tests.Anomalies;

/// <summary>The default threshold on rows where what is odd is known.</summary>
public sealed class ScoreThresholdTests
{
    private static readonly AnomalyOptions Default = new() { Table = "t" };

    public static TheoryData<string> Shapes => ["uniform", "normal", "log-normal", "clusters", "mixed"];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void CleanRows_StayNearlyUnflagged(string shape)
    {
        var random = new RandomRows(11);
        var data = RandomRows.Matrix([.. Enumerable.Range(0, 2_000).Select(_ => Row(shape, random))]);

        var scores = AnomalyEnsemble.Fit(data, new IsolationForestOptions()).Score(data);

        Assert.InRange(scores.Count(score => score >= ScoreThreshold.Of(scores, Default)), 0, 5);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void AFewFarRows_AreAllFlagged(string shape)
    {
        var random = new RandomRows(12);
        var data = RandomRows.Matrix([.. Enumerable.Range(0, 2_000).Select(r => r % 400 == 200 ? [60, -40, 55] : Row(shape, random))]);

        var scores = AnomalyEnsemble.Fit(data, new IsolationForestOptions()).Score(data);

        var threshold = ScoreThreshold.Of(scores, Default);
        Assert.All(Enumerable.Range(0, 5), i => Assert.True(scores[(i * 400) + 200] >= threshold));
    }

    [Fact]
    public void WhatTheCallerSays_GoesFirst()
    {
        double[] scores = [.. Enumerable.Range(0, 100).Select(i => i / 100.0)];

        Assert.Equal(0.2, ScoreThreshold.Of(scores, Default with { Threshold = 0.2, Contamination = 0.1 }));
        Assert.Equal(0.9, ScoreThreshold.Of(scores, Default with { Contamination = 0.1 }));
        Assert.Equal(ScoreThreshold.Floor, ScoreThreshold.Of([], Default));
        Assert.Equal(ScoreThreshold.Floor, ScoreThreshold.Of([0.5, 0.5, 0.5], Default));
    }

    private static double[] Row(string shape, RandomRows random)
    {
        var group = (int)(random.Uniform() * 3);
        return shape switch
        {
            "uniform" => [random.Uniform(), random.Uniform(), random.Uniform()],
            "normal" => random.Normals(3),
            "log-normal" => [.. random.Normals(3).Select(Math.Exp)],
            "clusters" => [(group * 5) + random.Normal(), (group * 7 % 4 * 5) + random.Normal(), random.Normal()],
            _ => [Math.Floor(12 * random.Uniform()), random.Uniform() < 0.3 ? 1 : 0, random.Normal()],
        };
    }
}
