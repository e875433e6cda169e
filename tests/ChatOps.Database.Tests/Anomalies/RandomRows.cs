using ChatOps.Database.Anomalies;

namespace ChatOps.Database.Tests.Anomalies;

/// <summary>Rows made from a seed.</summary>
internal sealed class RandomRows(int seed)
{
    private readonly Random _random = new(seed);

    public double Uniform() => _random.NextDouble();

    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    public double[] Normals(int columns) => [.. Enumerable.Range(0, columns).Select(_ => Normal())];

    public static FeatureMatrix Matrix(IReadOnlyList<double[]> rows) => new([.. rows.SelectMany(row => row)], rows.Count, rows.Count == 0 ? 0 : rows[0].Length);

    public static FeatureMatrix Normal(int rows, int columns, int seed = 3)
    {
        var random = new RandomRows(seed);
        return Matrix([.. Enumerable.Range(0, rows).Select(_ => random.Normals(columns))]);
    }
}
