using ChatOps.Database.Anomalies.Trends;
using ChatOps.Database.Checks;

namespace ChatOps.Reports;

/// <summary>What the history of runs says about the newest one.</summary>
/// <param name="MeasuredAt">When the newest run measured.</param>
/// <param name="Tested">Figures that had enough history, so that nothing among <paramref name="Findings"/> means something.</param>
/// <param name="Findings">Unusual and drifting figures, worst first.</param>
/// <param name="TooLittleHistory">Tables that have too few former runs, with how many they have.</param>
public sealed record TrendReport(
    string Connection, DateTimeOffset? MeasuredAt, int Tested, IReadOnlyList<TrendFinding> Findings, IReadOnlyList<TableRuns> TooLittleHistory);

/// <summary>Former runs of a table.</summary>
public sealed record TableRuns(string Table, int Runs);

/// <summary>One figure that is not what former runs let expect.</summary>
public sealed record TrendFinding
{
    /// <summary>Stable id: <c>trend-volume</c>, <c>trend-null-rate</c>, <c>trend-freshness</c> or <c>trend-level</c>, with <c>-drift</c> behind it for a steady change.</summary>
    public required string Rule { get; init; }

    public required Severity Severity { get; init; }

    public required string Table { get; init; }

    public string? Column { get; init; }

    public required TrendMetric Metric { get; init; }

    /// <summary>In the metric's unit: rows, a share of 0 to 1, days, or the column's own.</summary>
    public required double Value { get; init; }

    /// <summary>The lowest usual value; null where nothing is too low.</summary>
    public double? Low { get; init; }

    public double? High { get; init; }

    public required int Runs { get; init; }

    public required string Message { get; init; }

    /// <summary>The latest measurements, the tested one last, for a picture.</summary>
    public IReadOnlyList<TrendPoint> Points { get; init; } = [];

    /// <summary>The verdict as a finding; the outcome is unusual or drifting.</summary>
    public static TrendFinding Of(TrendVerdict verdict, TrendSeries series) => new()
    {
        Rule = $"trend-{Word(verdict.Metric)}{(verdict.Outcome == TrendOutcome.Drifting ? "-drift" : "")}",
        Severity = SeverityOf(verdict),
        Table = verdict.Table,
        Column = verdict.Column,
        Metric = verdict.Metric,
        Value = verdict.Value,
        Low = verdict.Low,
        High = verdict.High,
        Runs = verdict.Runs,
        Message = verdict.Message,
        Points = [.. series.Points.TakeLast(MostPoints)],
    };

    private const int MostPoints = 60;

    private static string Word(TrendMetric metric) => metric switch
    {
        TrendMetric.NullRate => "null-rate",
        _ => metric.ToString().ToLowerInvariant(),
    };

    /// <summary>An emptied table is an error; figures that got better than usual, and small or steady changes, are notes.</summary>
    private static Severity SeverityOf(TrendVerdict verdict)
    {
        if (verdict.Outcome == TrendOutcome.Drifting)
            return Severity.Info;
        return verdict.Metric switch
        {
            TrendMetric.Volume when verdict.Value == 0 => Severity.Error,
            TrendMetric.Volume => verdict.Value < 0.9 * verdict.Low || verdict.Value > 1.1 * verdict.High ? Severity.Warning : Severity.Info,
            TrendMetric.NullRate => verdict.Value > verdict.High ? Severity.Warning : Severity.Info,
            _ => Severity.Warning,
        };
    }
}
