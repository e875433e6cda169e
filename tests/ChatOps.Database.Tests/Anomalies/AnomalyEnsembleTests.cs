using ChatOps.Database.Anomalies;

namespace ChatOps.Database.Tests.Anomalies;

public sealed class AnomalyEnsembleTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Score_IsTheSameToTheBit_OnAnyNumberOfThreads(int threads)
    {
        var data = RandomRows.Normal(3_001, 5);
        double[] Scores(int maxThreads) => AnomalyEnsemble.Fit(data, new IsolationForestOptions { Seed = 9, MaxThreads = maxThreads }).Score(data);

        Assert.Equal(Scores(0), Scores(threads));
    }

    [Fact]
    public void Score_OfARow_DoesNotDependOnTheRowsBesideIt()
    {
        var data = RandomRows.Normal(1_000, 4);
        var ensemble = AnomalyEnsemble.Fit(data, new IsolationForestOptions());

        var alone = ensemble.Score(new FeatureMatrix(data.Row(777).ToArray(), 1, 4));

        Assert.Equal(ensemble.Score(data)[777], alone[0]);
    }

    [Fact]
    public void Score_WithAnotherSeed_Differs()
    {
        var data = RandomRows.Normal(300, 3);
        double[] Scores(int seed) => AnomalyEnsemble.Fit(data, new IsolationForestOptions { Seed = seed }).Score(data);

        Assert.NotEqual(Scores(1), Scores(2));
    }

    [Fact]
    public void Score_StaysTheSame_AcrossVersions()
    {
        var data = new FeatureMatrix([.. Enumerable.Range(0, 60).Select(i => (double)(i * i % 37))], 20, 3);

        var scores = AnomalyEnsemble.Fit(data, new IsolationForestOptions { Seed = 42 }).Score(data);

        Assert.Equal(0.5322691597762857, scores[0], 9);
        Assert.Equal(0.5359757787349481, scores[^1], 9);
    }

    [Fact]
    public void Score_FindsRowsThatBreakARelationBetweenColumns_WhereThePlainForestDoesNot()
    {
        var (data, odd) = Labelled(2_000, 20, r => Relation(r, breaks: false), r => Relation(r, breaks: true));

        Assert.InRange(Auc(AnomalyEnsemble.Fit, data, odd), 0.95, 1);
        Assert.InRange(RankingQuality.RocAuc(IsolationForest.Fit(data, new IsolationForestOptions()).Score(data), odd), 0, 0.92);
    }

    [Fact]
    public void Score_FindsRowsInTheMiddleOfARing_WhereThePlainForestDoesNot()
    {
        var (data, odd) = Labelled(2_000, 30, r => Ring(r, 1), r => Ring(r, 0.05));

        Assert.True(Auc(AnomalyEnsemble.Fit, data, odd) > 0.99);
        Assert.True(RankingQuality.AveragePrecision(IsolationForest.Fit(data, new IsolationForestOptions()).Score(data), odd) < 0.7);
    }

    [Fact]
    public void Score_FindsOddRowsThatAreMany_AndClose()
    {
        var (data, odd) = Labelled(2_000, 160, r => r.Normals(4), r => [.. r.Normals(4).Select(v => 5 + (0.1 * v))]);

        Assert.True(Auc(AnomalyEnsemble.Fit, data, odd) > 0.99);
    }

    [Fact]
    public void Score_RanksPlantedOutliersFirst_AndStaysBetweenZeroAndOne()
    {
        var data = RandomRows.Normal(600, 4);
        int[] planted = [17, 234, 599];
        foreach (var row in planted)
        {
            data.Values[(row * 4) + 1] = 15;
            data.Values[(row * 4) + 2] = -15;
        }

        var scores = AnomalyEnsemble.Fit(data, new IsolationForestOptions()).Score(data);

        Assert.Equal(planted, Enumerable.Range(0, data.Rows).OrderByDescending(r => scores[r]).Take(3).Order());
        Assert.All(scores, score => Assert.InRange(score, 0, 1));
        Assert.InRange(scores.Order().ElementAt(300), 0.45, 0.52);
    }

    [Fact]
    public void Contributions_NameTheColumnsThatSetARowApart()
    {
        var data = RandomRows.Normal(2_000, 6);
        data.Values[(100 * 6) + 3] = 40;
        (data.Values[(200 * 6) + 1], data.Values[(200 * 6) + 4]) = (12, -12);
        var ensemble = AnomalyEnsemble.Fit(data, new IsolationForestOptions());

        var one = ensemble.Contributions(data.Row(100));
        var two = ensemble.Contributions(data.Row(200));

        Assert.Equal(3, Array.IndexOf(one, one.Max()));
        Assert.InRange(one[3] / one.Sum(), 0.5, 1);
        Assert.InRange((two[1] + two[4]) / two.Sum(), 0.5, 1);
        Assert.All(one.Concat(two), part => Assert.True(part >= 0));
    }

    [Fact]
    public void Score_TakesNaNAndInfinity()
    {
        var values = RandomRows.Normal(500, 2).Values;
        (values[0], values[3], values[4]) = (double.NaN, double.PositiveInfinity, double.NegativeInfinity);
        var data = new FeatureMatrix(values, 500, 2);

        var scores = AnomalyEnsemble.Fit(data, new IsolationForestOptions()).Score(data);

        Assert.All(scores, score => Assert.InRange(score, 0, 1));
        Assert.Equal(new HashSet<int> { 1, 2 }, Enumerable.Range(0, 500).OrderByDescending(r => scores[r]).Take(2).ToHashSet());
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(1, 3)]
    [InlineData(5, 0)]
    [InlineData(300, 2)]
    public void Score_WithNothingToTellRowsApart_IsAHalf(int rows, int columns)
    {
        var data = new FeatureMatrix(new double[rows * columns], rows, columns);

        Assert.All(AnomalyEnsemble.Fit(data, new IsolationForestOptions()).Score(data), score => Assert.Equal(0.5, score, 12));
    }

    [Fact]
    public void Fit_RefusesOptionsOutOfRange_AndScoreRowsOfAnotherWidth()
    {
        var data = RandomRows.Normal(10, 1);

        Assert.Throws<ArgumentOutOfRangeException>(() => AnomalyEnsemble.Fit(data, new IsolationForestOptions { Trees = 0 }));
        Assert.Throws<ArgumentException>(() => AnomalyEnsemble.Fit(data, new IsolationForestOptions()).Score(RandomRows.Normal(10, 2)));
    }

    [SkippableTheory]
    [InlineData("annthyroid.csv", 0.90, 0.45)]
    [InlineData("breastw.csv", 0.985, 0.97)]
    [InlineData("pima.csv", 0.70, 0.53)]
    [InlineData("shuttle.csv", 0.997, 0.98)]
    public void Score_OnPublicLabelledSets_RanksBetterThanTheReference(string file, double leastAuc, double leastPrecision)
    {
        var path = PublicSets.Find(file);
        Skip.If(path is null, "the public labelled sets are not beside the repository");
        var set = LabelledSet.Read(path);

        var scores = Enumerable.Range(0, 2).Select(seed => AnomalyEnsemble.Fit(set.Rows, new IsolationForestOptions { Seed = seed }).Score(set.Rows)).ToList();

        Assert.True(scores.Average(s => RankingQuality.RocAuc(s, set.Odd)) >= leastAuc);
        Assert.True(scores.Average(s => RankingQuality.AveragePrecision(s, set.Odd)) >= leastPrecision);
    }

    private static double Auc(Func<FeatureMatrix, IsolationForestOptions, AnomalyEnsemble> fit, FeatureMatrix data, bool[] odd) =>
        RankingQuality.RocAuc(fit(data, new IsolationForestOptions()).Score(data), odd);

    private static (FeatureMatrix Data, bool[] Odd) Labelled(int rows, int odd, Func<RandomRows, double[]> usual, Func<RandomRows, double[]> unusual)
    {
        var random = new RandomRows(5);
        return (
            RandomRows.Matrix([.. Enumerable.Range(0, rows).Select(r => r < odd ? unusual(random) : usual(random))]),
            [.. Enumerable.Range(0, rows).Select(r => r < odd)]);
    }

    /// <summary>The third number is the sum of the first two; a row that breaks that has the opposite of a sum that is not small.</summary>
    private static double[] Relation(RandomRows random, bool breaks)
    {
        var (a, b) = (random.Normal(), random.Normal());
        while (breaks && Math.Abs(a + b) < 1)
        {
            (a, b) = (random.Normal(), random.Normal());
        }

        return [a, b, breaks ? -(a + b) : a + b + (0.1 * random.Normal())];
    }

    private static double[] Ring(RandomRows random, double radius)
    {
        var angle = 2 * Math.PI * random.Uniform();
        return [(radius * Math.Cos(angle)) + (0.05 * random.Normal()), (radius * Math.Sin(angle)) + (0.05 * random.Normal())];
    }
}
