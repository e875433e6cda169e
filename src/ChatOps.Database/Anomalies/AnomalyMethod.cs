namespace ChatOps.Database.Anomalies;

/// <summary>How rows are scored.</summary>
public enum AnomalyMethod
{
    /// <summary>Two isolation forests and the distance to ordinary rows together; the most accurate (<see cref="AnomalyEnsemble"/>).</summary>
    Ensemble,

    /// <summary>The Isolation Forest of the papers alone; the fastest (<see cref="IsolationForest"/>).</summary>
    IForest,
}
