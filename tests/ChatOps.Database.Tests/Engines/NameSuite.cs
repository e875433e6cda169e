using ChatOps.Database.Checks;
using ChatOps.Database.Landing;
using ChatOps.Database.Profiling;
using ChatOps.Database.Tests.Checks;
using ChatOps.Database.Tests.Connections;
using ChatOps.Database.Tests.Servers;

namespace ChatOps.Database.Tests.Engines;

/// <summary>Names that break whoever pastes them into SQL.</summary>
public abstract class NameSuite(TestEngine engine)
{
    private protected TestEngine Engine { get; } = engine;

    private static readonly string[] Names =
    [
        "it's", "say \"hi\"", "a.b", "two words", "tick`tack", "emoji \U0001F600", "select", "semi;colon", "dash--dash", "per%cent?", "back\\slash", "Straße", "{brace}", "x[1]", new string('n', 60), "MiXed",
    ];

    private protected abstract string Quote(string name);

    private protected virtual IReadOnlyList<string> Allowed => Names;

    [SkippableFact]
    public async Task Names_OfAnyKind_AreCheckedProfiledAndExported()
    {
        var script = string.Concat(Allowed.Select((name, number) =>
            $"CREATE TABLE {Quote(name)} ({Quote("id of " + number)} INT PRIMARY KEY, {Quote(name)} VARCHAR(30) NOT NULL, {Quote("ref")} INT);"
            + $"INSERT INTO {Quote(name)} VALUES (1, 'padded ', 1), (2, '', 2), (3, 'x', NULL);"));
        await using var database = await Engine.CreateAsync(script);
        var result = await RuleTesting.CheckAsync(database.Connection);
        Assert.Empty(result.NotChecked);
        Assert.Equal(Allowed.Order(StringComparer.Ordinal), result.Tables.Select(table => table.Name).Order(StringComparer.Ordinal));
        foreach (var name in Allowed)
        {
            Assert.Equal(1, Assert.Single(result.Findings, finding => finding.Table == name && finding.Rule == "padded-values").Count);
            Assert.Equal(1, Assert.Single(result.Findings, finding => finding.Table == name && finding.Rule == "blank-values").Count);
        }

        var profile = await new Profiler(TestDatabase.Access, TimeProvider.System).ProfileAsync(database.Connection, new ProfileOptions(), null, CancellationToken.None);
        Assert.Empty(profile.NotChecked);
        Assert.All(profile.Tables, table => Assert.Equal(3, table.Columns[1].Distinct));
        var folder = Directory.CreateTempSubdirectory("chatops-");
        var manifest = await new LandingExporter(TestDatabase.Access).ExportAsync(
            database.Connection, new LandingOptions { Folder = folder.FullName }, null, (_, _) => Task.CompletedTask, null, CancellationToken.None);
        Assert.All(manifest.Files, file => Assert.Equal(3, file.Rows));
        folder.Delete(true);
    }
}

public sealed class SqliteNameTests() : NameSuite(TestEngine.Sqlite)
{
    private protected override string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

/// <summary>Where names that differ only in case are different names; SQLite takes them for the same.</summary>
public abstract class CaseSensitiveNameSuite(TestEngine engine) : NameSuite(engine)
{
    [SkippableFact]
    public async Task Names_ThatDifferOnlyInCase_AreDifferentTables()
    {
        await using var database = await Engine.CreateAsync(
            $"CREATE TABLE {Quote("Data")} (id INT PRIMARY KEY, v VARCHAR(9)); CREATE TABLE {Quote("data")} (id INT PRIMARY KEY, v VARCHAR(9)); INSERT INTO {Quote("Data")} VALUES (1, ' x'); INSERT INTO {Quote("data")} VALUES (1, 'x'), (2, 'y');");
        var result = await RuleTesting.CheckAsync(database.Connection);
        Assert.Equal([("Data", 1L), ("data", 2L)], result.Tables.Select(table => (table.Name, table.Rows)));
        Assert.Equal("Data", Assert.Single(result.Findings, finding => finding.Rule == "padded-values").Table);
    }
}

public sealed class PostgreSqlNameTests() : CaseSensitiveNameSuite(TestEngine.PostgreSql)
{
    private protected override string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

public sealed class MySqlNameTests() : CaseSensitiveNameSuite(TestEngine.MySql)
{
    private protected override string Quote(string name) => $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";

    /// <summary>MariaDB takes no name with a character beyond the Basic Multilingual Plane.</summary>
    private protected override IReadOnlyList<string> Allowed => [.. base.Allowed.Where(name => !name.Any(char.IsSurrogate)), "snow \u2603"];
}
