using System.Globalization;
using System.Text.Json;
using ChatOps.Database.Checks;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Profiling;
using ChatOps.Database.Tests.Connections;

namespace ChatOps.Database.Tests.Checks;

public sealed class RealDatabaseTests
{
    [SkippableTheory]
    [InlineData("chinook")]
    [InlineData("northwind")]
    public async Task RealDatabase_CountsEqualItsAudit(string name)
    {
        var connection = SharedData.Database(name);
        var audit = SharedData.Json(name + ".audit.json").GetProperty("tables");
        var result = await RuleTesting.CheckAsync(connection);
        var schema = await new SchemaReader(TestDatabase.Access).ReadAsync(connection, CancellationToken.None);
        var profile = await new Profiler(TestDatabase.Access, TimeProvider.System).ProfileAsync(connection, new ProfileOptions(), null, CancellationToken.None);
        Assert.Empty(result.NotChecked);
        Assert.Equal(audit.EnumerateObject().Select(table => table.Name).Order(StringComparer.Ordinal), schema.Tables.Select(table => table.Name));
        foreach (var expected in audit.EnumerateObject())
        {
            var table = schema.Tables.Single(table => table.Name == expected.Name);
            Assert.Equal(expected.Value.GetProperty("rows").GetInt64(), result.Tables.Single(rows => rows.Name == expected.Name).Rows);
            Assert.Equal(expected.Value.GetProperty("pk").EnumerateArray().Select(key => key.GetString()!), table.PrimaryKey);
            Assert.Equal(
                expected.Value.GetProperty("fks").EnumerateArray().Select(key => key.GetString()!).Order(StringComparer.Ordinal),
                table.ForeignKeys.Select(key => $"{key.Columns[0]}->{key.ReferencedTable}.{key.ReferencedColumns[0]}").Order(StringComparer.Ordinal));
            Assert.Equal(
                Counts(expected.Value, "nulls"),
                profile.Tables.Single(profiled => profiled.Name == expected.Name).Columns.Where(column => column.Nulls > 0).ToDictionary(column => column.Name, column => column.Nulls));
            Assert.Equal(Counts(expected.Value, "padded"), CountsOf(result, "padded-values", expected.Name));
            Assert.Equal(Counts(expected.Value, "empty_strings"), CountsOf(result, "blank-values", expected.Name));
            Assert.Equal(Counts(expected.Value, "type_mismatch"), CountsOf(result, "stored-type-mismatch", expected.Name));
            Assert.Empty(CountsOf(result, "orphaned-rows", expected.Name));
        }
    }

    [SkippableTheory]
    [InlineData("chinook")]
    [InlineData("northwind")]
    public async Task CleanDatabase_HasNoFalseAlarm(string name)
    {
        var result = await RuleTesting.CheckAsync(SharedData.Database(name));
        string[] expected = ["padded-values", "foreign-key-without-index"];
        Assert.DoesNotContain(result.Findings, finding => finding.Severity == Severity.Error);
        Assert.DoesNotContain(result.Findings, finding => finding.Severity == Severity.Warning && !expected.Contains(finding.Rule));
    }

    [SkippableFact]
    public async Task PlantedDefects_AreAllAmongTheRowsOfSomeFinding()
    {
        var connection = SharedData.Database("northwind_defects");
        var findings = (await RuleTesting.CheckAsync(connection)).Findings;
        await using var session = await TestDatabase.Access.OpenReaderAsync(connection, CancellationToken.None);
        var rows = new Dictionary<Finding, QueryResult>();
        foreach (var finding in findings)
        {
            rows[finding] = await session.QueryAdHocAsync(finding.Sql, int.MaxValue, CancellationToken.None);
        }

        foreach (var defect in SharedData.Json("northwind_defects.defects.json").EnumerateArray())
        {
            var (table, column, kind) = (Text(defect, "table"), Text(defect, "column"), Text(defect, "kind"));
            Assert.True(
                findings.Any(finding => finding.Table == table && finding.Columns.Contains(column) && RulesOf(kind).Contains(finding.Rule) && Holds(rows[finding], KeyOf(defect))),
                $"Not found: {defect}");
        }
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    /// <summary>The row's key as it is in the file: a planted orphan has changed a part of it.</summary>
    private static Dictionary<string, string> KeyOf(JsonElement defect) => defect.GetProperty("key").EnumerateObject().ToDictionary(
        part => part.Name, part => (part.Name == Text(defect, "column") ? defect.GetProperty("new") : part.Value).ToString());

    private static bool Holds(QueryResult result, Dictionary<string, string> key) => result.Rows.Any(row => key.All(part =>
        result.Columns.ToList().IndexOf(part.Key) is >= 0 and var column
        && Convert.ToString(row[column], CultureInfo.InvariantCulture) == part.Value));

    private static string[] RulesOf(string kind) => kind switch
    {
        "orphan_fk" => ["orphaned-rows"],
        "numeric_outlier" => ["numeric-outliers"],
        "negative" => ["negative-values", "violated-check"],
        "out_of_range" => ["out-of-range", "violated-check"],
        "date_order" => ["date-order"],
        "bad_date" => ["invalid-dates"],
        "whitespace" => ["padded-values"],
        "disguised_null" => ["disguised-nulls"],
        "type_mismatch" => ["stored-type-mismatch"],
        "case_variant" => ["case-variants"],
        _ => [],
    };

    private static Dictionary<string, long> Counts(JsonElement table, string property) =>
        table.GetProperty(property).EnumerateObject().ToDictionary(pair => pair.Name, pair => pair.Value.GetInt64());

    private static Dictionary<string, long> CountsOf(CheckResult result, string rule, string table) => result.Findings
        .Where(finding => finding.Rule == rule && finding.Table == table).ToDictionary(finding => finding.Columns[0], finding => finding.Count);
}
