using ChatOps.Database.Anomalies;
using ChatOps.Database.Checks;
using ChatOps.Database.Profiling;
using ChatOps.Reports;

namespace ChatOps.Tests.Reports;

/// <summary>A report whose every text tries to be something else.</summary>
internal static class Sample
{
    public const string Hostile = "<script>alert('x')</script>\"&=cmd|' /C calc'!A0";

    public static Finding Finding(Severity severity = Severity.Error, string rule = "orphaned-rows", string table = Hostile) => new()
    {
        Rule = rule,
        Severity = severity,
        Table = table,
        Columns = [Hostile],
        Count = 2,
        Sql = "SELECT 1 AS \"`x`\" -- </pre><img src=x>",
        Sample = [new Dictionary<string, object?> { ["text"] = Hostile, ["blob"] = new byte[] { 1, 255 }, ["none"] = null, ["whole"] = 7L, ["real"] = 0.1 }],
        Message = $"=1+1 {Hostile}",
    };

    public static Report Report(params Finding[] findings) => new()
    {
        Title = $"Validate {Hostile}",
        Connection = Hostile,
        RunId = "r-1",
        WrittenAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        Checks = [new CheckResult { Connection = Hostile, Tables = [new TableRows(Hostile, 10)], Findings = findings, NotChecked = [] }],
        Profile = new DatabaseProfile(Hostile, [new TableProfile(Hostile, 10, [new ColumnProfile { Name = Hostile, Type = Hostile, Nulls = 3, Distinct = 2, Min = Hostile, Max = double.PositiveInfinity, Mean = double.NaN }], "SELECT 1")]),
        Anomalies = new AnomalyReport([Anomalies], [], []),
    };

    private static AnomalyResult Anomalies => new()
    {
        Table = Hostile,
        Columns = [Hostile],
        Rows = 10,
        Method = "ensemble",
        Seed = 1,
        Threshold = 0.6,
        Anomalies = 1,
        Top = [new AnomalousRow(new Dictionary<string, object?> { ["id"] = 1L }, 0.9, [new AnomalyReason(Hostile, Hostile, 1, $"usually {Hostile}")])],
        Sql = "SELECT 1",
        Scatter = new AnomalyScatter(Hostile, Hostile, [new ScatterPoint(1, 2, 0.9, true), new ScatterPoint(double.NaN, 1, 0.1, false), new ScatterPoint(3, 2, 0.2, false)]),
    };
}
