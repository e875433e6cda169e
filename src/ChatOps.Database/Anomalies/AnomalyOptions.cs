namespace ChatOps.Database.Anomalies;

/// <summary>Which rows to look at, and how.</summary>
public sealed record AnomalyOptions
{
    /// <summary>The table; for a file it is only the name in the result.</summary>
    public required string Table { get; init; }

    /// <summary>
    /// The columns to look at. Without it: all but keys, references, identifiers and a column named <c>label</c>. A named column is
    /// looked at even if it is one of those.
    /// </summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>How rows are scored.</summary>
    public AnomalyMethod Method { get; init; } = AnomalyMethod.Ensemble;

    public int Seed { get; init; } = 42;

    /// <summary>Trees per forest, 1..10,000.</summary>
    public int Trees { get; init; } = 100;

    /// <summary>Rows per tree, 1..65,536.</summary>
    public int SampleSize { get; init; } = 256;

    /// <summary>0..1; rows scoring at or above it are anomalies. Without it and <see cref="Contamination"/>, the default: at least 0.6, far in the tail of the scores, and at most about 1 row in 100.</summary>
    public double? Threshold { get; init; }

    /// <summary>Above 0 and below 1: the share of rows that is taken for anomalies. <see cref="Threshold"/> goes first.</summary>
    public double? Contamination { get; init; }

    /// <summary>0 stands for as many as there are processors.</summary>
    public int MaxThreads { get; init; }
}
