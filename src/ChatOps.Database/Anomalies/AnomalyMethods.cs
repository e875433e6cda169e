namespace ChatOps.Database.Anomalies;

/// <summary>The methods by the words people use for them.</summary>
public static class AnomalyMethods
{
    /// <summary>Every word, the default first.</summary>
    public static IReadOnlyList<string> Words { get; } = [.. Enum.GetValues<AnomalyMethod>().Select(Word)];

    /// <summary><c>ensemble</c> or <c>iforest</c>.</summary>
    public static string Word(this AnomalyMethod method) => method switch
    {
        AnomalyMethod.Ensemble => "ensemble",
        AnomalyMethod.IForest => "iforest",
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, null),
    };

    /// <summary>The method that a word names, or null.</summary>
    public static AnomalyMethod? Of(string word) =>
        Enum.GetValues<AnomalyMethod>().Where(method => method.Word() == word).Select(method => (AnomalyMethod?)method).FirstOrDefault();

    internal static IRowScorer Fit(this AnomalyMethod method, FeatureMatrix sample, IsolationForestOptions options) => method switch
    {
        AnomalyMethod.Ensemble => AnomalyEnsemble.Fit(sample, options),
        AnomalyMethod.IForest => IsolationForest.Fit(sample, options),
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, null),
    };
}
