using ChatOps.Database.Anomalies;
using ChatOps.Database.Anomalies.Trends;
using ChatOps.Database.Checks;
using ChatOps.Database.Introspection;
using ChatOps.Database.Introspection.Diff;
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

    /// <summary>The report with a structure, a drift and trends beside what it has.</summary>
    public static Report WithEverything(Report report)
    {
        var schema = new Schema
        {
            Fingerprint = "",
            Tables =
            [
                new Table { Name = "customers", Columns = [new Column("id", "INTEGER", false), new Column(Hostile, Hostile, true)], PrimaryKey = ["id"] },
                new Table { Name = "orders", Columns = [new Column("id", "INTEGER", false)], ForeignKeys = [new ForeignKey(null, ["c"], "customers", ["id"], "", "")] },
            ],
        };
        var changed = schema with { Tables = [schema.Tables[0] with { Columns = [schema.Tables[0].Columns[0]] }, schema.Tables[1]] };
        var series = new TrendSeries(Hostile, null, TrendMetric.Volume, [.. Enumerable.Range(0, 20).Select(day => new TrendPoint(DateTimeOffset.UnixEpoch.AddDays(day), day == 19 ? 0 : 1_000))]);
        return report with
        {
            Schema = schema,
            Drift = SchemaDrift.Of(Hostile, "now", SchemaComparison.Compare(schema, changed)),
            Trends = new TrendReport("shop", DateTimeOffset.UnixEpoch, 1, [TrendFinding.Of(TrendDetector.Test(series), series)], [new TableRuns(Hostile, 2)]),
        };
    }

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
