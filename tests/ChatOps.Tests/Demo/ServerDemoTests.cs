using ChatOps.Database.Checks;
using ChatOps.Database.Connections;
using ChatOps.Database.Dialects.MySql;
using ChatOps.Database.Dialects.PostgreSql;
using ChatOps.Database.Introspection;
using ChatOps.Database.Tests.Servers;
using ChatOps.Demo;
using static ChatOps.Tests.Demo.DemoTruthMatch;

namespace ChatOps.Tests.Demo;

/// <summary>The demo on a server: what the server lets be planted is found, each with its exact count, and nothing of those kinds besides.</summary>
public abstract class ServerDemoSuite(TestEngine engine)
{
    private static readonly DatabaseAccess Access = new([new PostgreSqlDialect(), new MySqlDialect()]);

    [SkippableFact]
    public async Task Demo_OnAServer_HasEveryPlantedDefectAndNoOther()
    {
        await using var database = await engine.CreateAsync("");
        var owner = database.Connection with { Reader = database.Connection.Writer! };
        var truth = await new ServerDemo(Access, new SchemaReader(Access)).CreateAsync(owner, 1, CancellationToken.None);

        var findings = await FindAsync(Access, owner);

        var planted = truth.Defects.Where(defect => defect.Rule != "anomaly").GroupBy(Place).ToDictionary(group => group.Key, group => (long)group.Count() * RowsOf(group.First().Rule));
        var missed = planted.Where(pair => !findings.Any(finding => Places(finding).Contains(pair.Key) && finding.Count == pair.Value)).Select(pair => pair.Key);
        var kinds = truth.Defects.Select(defect => defect.Rule).ToHashSet();
        var invented = findings.Where(finding => kinds.Contains(finding.Rule) && !Places(finding).Any(planted.ContainsKey)).Select(finding => $"{finding.Rule} {finding.Table}({string.Join(',', finding.Columns)})");
        Assert.Empty(missed);
        Assert.Empty(invented);
        Assert.InRange(truth.Defects.Count, 80, 100);
    }

    [SkippableFact]
    public async Task Demo_IsNotMadeWhereTablesAre()
    {
        await using var database = await engine.CreateAsync("CREATE TABLE mine (id INT PRIMARY KEY);");
        var refusal = await Assert.ThrowsAsync<DatabaseException>(() => new ServerDemo(Access, new SchemaReader(Access)).CreateAsync(database.Connection, 1, CancellationToken.None));
        Assert.Contains("mine", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(["mine"], (await new SchemaReader(Access).ReadAsync(database.Connection, CancellationToken.None)).Tables.Select(table => table.Name));
    }
}

public sealed class PostgreSqlDemoTests() : ServerDemoSuite(TestEngine.PostgreSql);

public sealed class MySqlDemoTests() : ServerDemoSuite(TestEngine.MySql);
