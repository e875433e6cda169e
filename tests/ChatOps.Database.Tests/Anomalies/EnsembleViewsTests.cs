using ChatOps.Database.Anomalies;

namespace ChatOps.Database.Tests.Anomalies;

public sealed class EnsembleViewsTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 3)]
    [InlineData(16, 5)]
    [InlineData(61, 10)]
    public void Distances_AreThoseOfTheNearestRow_WhateverTheNumberOfRows(int rows, int columns)
    {
        var random = new RandomRows(2);
        float[] Row() => [.. random.Normals(columns).Select(v => (float)v)];
        var bag = Enumerable.Range(0, rows).Select(_ => Row()).ToArray();
        var asked = Enumerable.Range(0, 20).Select(_ => Row()).ToArray();
        var distances = new double[asked.Length];

        new NeighbourBag([.. bag.Select(row => row.AsMemory())], columns).AddDistances([.. asked.SelectMany(row => row)], distances);

        var expected = asked.Select(a => bag.Min(b => Math.Sqrt(a.Zip(b, (x, y) => ((double)x - y) * ((double)x - y)).Sum())));
        Assert.All(expected.Zip(distances), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    [Fact]
    public void Distances_PassOverTheRowItself_ButNotItsTwin()
    {
        float[][] bag = [[1], [4], [4], [10]];
        var distances = new double[3];

        new NeighbourBag([.. bag.Select(row => row.AsMemory())], 1).AddDistances([1f, 4f, 9f], distances);

        Assert.Equal([3, 0, 1], distances);
    }

    [Fact]
    public void Parts_AreTheSquaredDifferencesToTheNearestRow()
    {
        float[][] bag = [[0, 0, 0], [5, 5, 5]];
        var parts = new double[3];

        new NeighbourBag([.. bag.Select(row => row.AsMemory())], 3).AddParts([1f, 0f, 2f], parts);

        Assert.Equal([1, 0, 4], parts);
    }

    [Fact]
    public void BestCut_IsTheGapBetweenTwoGroups()
    {
        var (gain, threshold) = PooledGain.BestCut([1f, 1.1f, 1.2f, 8f, 8.1f]);

        Assert.InRange(gain, 0.95, 1);
        Assert.Equal(4.6f, threshold, 3);
        Assert.Equal(double.NegativeInfinity, PooledGain.BestCut([2f, 2f, 2f]).Gain);
    }

    [Fact]
    public void Scaling_PutsTheMedianAtZero_AndAnEdgeOfTheUsualRangeAtOne()
    {
        var data = RandomRows.Matrix([.. Enumerable.Range(0, 101).Select(i => new double[] { i, i == 7 ? 1 : 0, i == 3 ? double.NaN : 5 })]);
        var scaled = new float[9];

        ColumnScaling.Of(data).Apply([95, 0, double.NaN, 5, 1, double.MaxValue, 50, 0, 5], scaled);

        Assert.Equal([1, 0, 0, -1], scaled[..4].Select(v => (double)v));
        Assert.InRange(scaled[4], 6, 7);
        Assert.Equal([1e6, 0, 0, 0], scaled[5..].Select(v => (double)v));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(70)]
    public void RelationParts_AddUpToTheSquaredDistance(int columns)
    {
        var data = RandomRows.Normal(300, columns);
        var rows = data.Values.Select(v => (float)v).ToArray();
        var relation = RelationDistance.Fit(rows, columns, [.. Enumerable.Range(0, 300)]);
        var distances = new double[300];

        relation.Score(rows, distances);

        Assert.Equal(distances[17] * distances[17], relation.Contributions(rows.AsSpan(17 * columns, columns)).Sum(), 1e-9);
        Assert.InRange(distances.Select(d => d * d).Average() / columns, 0.9, 1.1);
    }

    [Fact]
    public void InverseRoot_WhitensWhatHasThatCovariance()
    {
        double[] covariance = [4, 0, 0, 2, 5, 0, 1, 3, 6];

        var root = LowerTriangle.InverseRoot([.. covariance], 3);

        double Full(int r, int c) => covariance[(Math.Max(r, c) * 3) + Math.Min(r, c)];
        double Product(int r, int c) => Enumerable.Range(0, 9).Sum(i => root[(r * 3) + (i / 3)] * Full(i / 3, i % 3) * root[(c * 3) + (i % 3)]);
        Assert.All(Enumerable.Range(0, 9), i => Assert.Equal(i / 3 == i % 3 ? 1 : 0, Product(i / 3, i % 3), 1e-12));
    }
}
