namespace ChatOps.Database.Anomalies;

/// <summary>A fitted method: scores rows, and says which columns make a row odd.</summary>
internal interface IRowScorer
{
    /// <summary>Writes one score per row, 0..1, higher is odder, to the front of <paramref name="scores"/>.</summary>
    /// <exception cref="ArgumentException">The rows have another number of columns than the method learnt, or there is no room for the scores.</exception>
    void Score(FeatureMatrix data, double[] scores);

    /// <summary>How much each number of a row makes it odd; only the proportions of those above zero mean something.</summary>
    double[] Contributions(ReadOnlySpan<double> row);
}
