using ChatOps.Database.Tests.Checks;
using ChatOps.Database.Tests.Servers;

namespace ChatOps.Database.Tests.Engines;

/// <summary>The same database on three engines, each from the script that is published for it.</summary>
public sealed class ChinookTests
{
    [SkippableFact]
    public async Task Chinook_HasTheSameFindingsOnMariaDbAsOnSqlite()
    {
        await using var sqlite = await TestEngine.Sqlite.CreateAsync(SharedData.Chinook("Sqlite"));
        await using var mysql = await TestEngine.MySql.CreateAsync(SharedData.Chinook("MySql"));
        Assert.Equal(await FindingsAsync(sqlite), await FindingsAsync(mysql));
    }

    /// <summary>PostgreSQL's script writes its texts as N'...', of which the server itself cuts the trailing blanks that the others keep.</summary>
    [SkippableFact]
    public async Task Chinook_HasTheSameFindingsOnPostgreSqlAsOnSqlite()
    {
        await using var sqlite = await TestEngine.Sqlite.CreateAsync(SharedData.Chinook("Sqlite"));
        await using var postgres = await TestEngine.PostgreSql.CreateAsync(SharedData.Chinook("PostgreSql"));
        Assert.Equal((await FindingsAsync(sqlite)).Where(finding => !finding.StartsWith("padded-values", StringComparison.Ordinal)), await FindingsAsync(postgres));
    }

    /// <summary>Rule, table, columns, count; PostgreSQL's script writes the names in snake case.</summary>
    private static async Task<IReadOnlyList<string>> FindingsAsync(TestEngineDatabase database)
    {
        var result = await RuleTesting.CheckAsync(database.Connection);
        Assert.Empty(result.NotChecked);
        Assert.Empty(result.Warnings);
        return [.. result.Findings.Select(finding => $"{finding.Rule} {Plain(finding.Table)} {string.Join(',', finding.Columns.Select(Plain))} {finding.Count}").Order(StringComparer.Ordinal)];
    }

    private static string Plain(string name) => name.Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();
}
