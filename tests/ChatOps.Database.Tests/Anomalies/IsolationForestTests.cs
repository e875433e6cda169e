using ChatOps.Database.Anomalies;

namespace ChatOps.Database.Tests.Anomalies;

public sealed class IsolationForestTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(3, 5.0 / 3)]
    [InlineData(4, 13.0 / 6)]
    [InlineData(256, 10.248689925634562)]
    public void PathLength_IsTheMeanUnsuccessfulSearch(int n, double expected) => Assert.Equal(expected, PathLength.Table(256)[n], 12);

    [Fact]
    public void Fit_OnTwoRows_PartsThemInOneStep_SoBothAreAverage()
    {
        var data = new FeatureMatrix([1, 2], 2, 1);

        var forest = IsolationForest.Fit(data, new IsolationForestOptions { Trees = 10 });

        Assert.Equal([0.5, 0.5], forest.Score(data));
    }

    [Fact]
    public void Score_OfARowThatEveryTreeIsolatesAtOnce_FollowsFromTheFormula()
    {
        // Whatever the cut between 0 and the far value, the far row is alone after one step: h = 1 and c(4) = 13/6.
        var data = new FeatureMatrix([0, 0, 0, 1], 4, 1);

        var scores = IsolationForest.Fit(data, new IsolationForestOptions { Trees = 7 }).Score(data);

        Assert.Equal(Math.Pow(2, -1 / (13.0 / 6)), scores[3], 12);
        Assert.Equal(Math.Pow(2, -(1 + (5.0 / 3)) / (13.0 / 6)), scores[0], 12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Score_IsTheSameToTheBit_OnAnyNumberOfThreads(int threads)
    {
        var data = Normal(3_001, 5);
        double[] Scores(int maxThreads) => IsolationForest.Fit(data, new IsolationForestOptions { Seed = 9, MaxThreads = maxThreads }).Score(data);

        Assert.Equal(Scores(0), Scores(threads));
    }

    [Fact]
    public void Score_WithAnotherSeed_Differs()
    {
        var data = Normal(300, 3);
        double[] Scores(int seed) => IsolationForest.Fit(data, new IsolationForestOptions { Seed = seed }).Score(data);

        Assert.NotEqual(Scores(1), Scores(2));
    }

    [Fact]
    public void Score_StaysTheSame_AcrossVersions()
    {
        var data = new FeatureMatrix([.. Enumerable.Range(0, 60).Select(i => (double)(i * i % 37))], 20, 3);

        var scores = IsolationForest.Fit(data, new IsolationForestOptions { Seed = 42 }).Score(data);

        Assert.Equal(0.53281638995863634, scores[0], 12);
        Assert.Equal(0.55845995262871839, scores[^1], 12);
    }

    [Fact]
    public void Score_RanksPlantedOutliersFirst()
    {
        var data = Normal(600, 4);
        int[] planted = [17, 234, 599];
        foreach (var row in planted)
        {
            data.Values[(row * 4) + 1] = 15;
            data.Values[(row * 4) + 2] = -15;
        }

        var scores = IsolationForest.Fit(data, new IsolationForestOptions()).Score(data);

        Assert.Equal(planted, Enumerable.Range(0, data.Rows).OrderByDescending(r => scores[r]).Take(3).Order());
        Assert.All(scores, score => Assert.InRange(score, 0, 1));
    }

    [Fact]
    public void Contributions_AddUpToWhatThePathIsShorter_AndNameTheColumn()
    {
        var data = Normal(2_000, 5);
        data.Values[(100 * 5) + 3] = 40;
        var forest = IsolationForest.Fit(data, new IsolationForestOptions());

        var parts = forest.Contributions(data.Row(100));

        var normal = PathLength.Table(256)[256];
        Assert.Equal(-Math.Log2(forest.Score(data)[100]) * normal, normal - parts.Sum(), 9);
        Assert.Equal(3, Array.IndexOf(parts, parts.Max()));
        Assert.True(parts[3] > 5 * parts.Where((_, c) => c != 3).Max());
    }

    [Fact]
    public void Score_TakesNaNAndInfinity()
    {
        var data = Normal(500, 2);
        (data.Values[0], data.Values[3], data.Values[4]) = (double.NaN, double.PositiveInfinity, double.NegativeInfinity);

        var scores = IsolationForest.Fit(new FeatureMatrix(data.Values, 500, 2), new IsolationForestOptions()).Score(data);

        Assert.All(scores, score => Assert.InRange(score, 0, 1));
        Assert.Equal(new HashSet<int> { 1, 2 }, Enumerable.Range(0, 500).OrderByDescending(r => scores[r]).Take(2).ToHashSet());
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(1, 3)]
    [InlineData(5, 0)]
    public void Score_WithNothingToTellRowsApart_IsAHalf(int rows, int columns)
    {
        var data = new FeatureMatrix(new double[rows * columns], rows, columns);

        Assert.All(IsolationForest.Fit(data, new IsolationForestOptions()).Score(data), score => Assert.Equal(0.5, score, 12));
    }

    [Fact]
    public void Fit_RefusesOptionsOutOfRange()
    {
        var data = Normal(10, 1);

        Assert.Throws<ArgumentOutOfRangeException>(() => IsolationForest.Fit(data, new IsolationForestOptions { Trees = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => IsolationForest.Fit(data, new IsolationForestOptions { SampleSize = 0 }));
        Assert.Throws<ArgumentException>(() => IsolationForest.Fit(data, new IsolationForestOptions()).Score(Normal(10, 2)));
    }

    [SkippableTheory]
    [InlineData("annthyroid.csv", 0.79, 0.25)]
    [InlineData("breastw.csv", 0.98, 0.95)]
    [InlineData("pima.csv", 0.65, 0.48)]
    [InlineData("shuttle.csv", 0.993, 0.95)]
    public void Score_OnPublicLabelledSets_RanksAsTheReferenceDoes(string file, double leastAuc, double leastPrecision)
    {
        var path = PublicSets.Find(file);
        Skip.If(path is null, "the public labelled sets are not beside the repository");
        var set = LabelledSet.Read(path);

        var scores = Enumerable.Range(0, 3).Select(seed => IsolationForest.Fit(set.Rows, new IsolationForestOptions { Seed = seed }).Score(set.Rows)).ToList();

        Assert.True(scores.Average(s => RankingQuality.RocAuc(s, set.Odd)) >= leastAuc);
        Assert.True(scores.Average(s => RankingQuality.AveragePrecision(s, set.Odd)) >= leastPrecision);
    }

    private static FeatureMatrix Normal(int rows, int columns) => RandomRows.Normal(rows, columns);
}
