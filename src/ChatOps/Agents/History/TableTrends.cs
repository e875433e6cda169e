using ChatOps.Database.Anomalies.Trends;

namespace ChatOps.Agents.History;

/// <summary>Turns measurements into the series that are tested.</summary>
internal static class TableTrends
{
    /// <summary>Every series of one table whose last point is the table's newest measurement; what that one could not measure has none.</summary>
    /// <param name="measurements">Of one table, oldest first.</param>
    public static IEnumerable<TrendSeries> SeriesOf(IReadOnlyList<Measurement> measurements)
    {
        var runs = measurements.GroupBy(one => one.At).Select(moment => moment.Last()).ToList();
        var newest = runs[^1];
        yield return new TrendSeries(newest.Table, null, TrendMetric.Volume, [.. runs.Select(run => new TrendPoint(run.At, run.Rows))]);
        foreach (var column in newest.Columns)
        {
            var points = runs
                .Select(run => (Run: run, Column: run.Columns.FirstOrDefault(own => own.Name == column.Name)))
                .Where(pair => pair.Column is not null)
                .Select(pair => (pair.Run, Column: pair.Column!))
                .ToList();
            if (newest.Rows > 0)
                yield return Series(newest, column, TrendMetric.NullRate, points, (run, own) => run.Rows == 0 ? null : (double)own.Nulls / run.Rows);
            if (column.Newest is not null)
                yield return Series(newest, column, TrendMetric.Freshness, points, (run, own) => (run.At - own.Newest)?.TotalDays);
            if (column.Mean is not null)
                yield return Series(newest, column, TrendMetric.Level, points, (_, own) => own.Mean);
        }
    }

    private static TrendSeries Series(
        Measurement newest, MeasuredColumn column, TrendMetric metric, IEnumerable<(Measurement Run, MeasuredColumn Column)> points, Func<Measurement, MeasuredColumn, double?> value) =>
        new(newest.Table, column.Name, metric, [.. points
            .Select(point => (point.Run.At, Value: value(point.Run, point.Column)))
            .Where(point => point.Value is not null)
            .Select(point => new TrendPoint(point.At, point.Value!.Value))]);
}
