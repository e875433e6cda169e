namespace ChatOps.Database.Anomalies;

/// <summary>The odd rows of one table.</summary>
public sealed record AnomalyResult
{
    public required string Table { get; init; }

    /// <summary>The columns that were looked at.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>The columns that were not looked at, and why.</summary>
    public IReadOnlyList<IgnoredColumn> Ignored { get; init; } = [];

    /// <summary>Rows scored; always all of them.</summary>
    public required long Rows { get; init; }

    /// <summary><c>ensemble</c> or <c>iforest</c>.</summary>
    public required string Method { get; init; }

    public required int Seed { get; init; }

    /// <summary>Rows whose score is at or above this are listed as anomalies.</summary>
    public required double Threshold { get; init; }

    /// <summary>How many rows reached the threshold, exact.</summary>
    public required long Anomalies { get; init; }

    /// <summary>The oddest rows first, at most 50.</summary>
    public required IReadOnlyList<AnomalousRow> Top { get; init; }

    /// <summary>The statement that read the rows.</summary>
    public required string Sql { get; init; }

    /// <summary>What to know about how the rows were read, in sentences; usually none.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>At most 400 rows for a picture, the anomalies among them, x and y being the two columns that isolate most.</summary>
    public AnomalyScatter? Scatter { get; init; }
}

/// <summary>A column that was not looked at.</summary>
/// <param name="Reason">Such as <c>part of the primary key</c>.</param>
public sealed record IgnoredColumn(string Column, string Reason);

/// <summary>One odd row.</summary>
/// <param name="Key">Primary-key values by column; the row number when the table has no key.</param>
/// <param name="Score">0..1, higher is odder.</param>
/// <param name="Reasons">The columns that isolate it, strongest first.</param>
public sealed record AnomalousRow(
    IReadOnlyDictionary<string, object?> Key, double Score, IReadOnlyList<AnomalyReason> Reasons);

/// <summary>One column's part in a score.</summary>
/// <param name="Share">0..1; the shares of a row add up to 1.</param>
/// <param name="Typical">What most rows hold there, in words for people.</param>
public sealed record AnomalyReason(string Column, object? Value, double Share, string Typical);

/// <summary>Points for a picture.</summary>
public sealed record AnomalyScatter(string X, string Y, IReadOnlyList<ScatterPoint> Points);

/// <summary>One row in the picture.</summary>
public sealed record ScatterPoint(double X, double Y, double Score, bool Anomalous);
