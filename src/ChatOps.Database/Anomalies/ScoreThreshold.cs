namespace ChatOps.Database.Anomalies;

/// <summary>From which score on a row counts as an anomaly when nobody says.</summary>
public static class ScoreThreshold
{
}
