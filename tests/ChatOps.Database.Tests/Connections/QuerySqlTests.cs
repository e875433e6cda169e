using ChatOps.Database.Connections;
using ChatOps.Database.Tests.Servers;

namespace ChatOps.Database.Tests.Connections;

/// <summary>What each engine expects of a query before it runs.</summary>
public abstract class QuerySqlSuite
{
    private protected abstract TestEngine Engine { get; }

    /// <summary>SQLite tells no figure.</summary>
    private protected abstract bool TellsCost { get; }

    [SkippableFact]
    public async Task AModestQuery_MayRun_AndAProductOfManyTablesMayNot()
    {
        await using var database = await Engine.CreateAsync($"CREATE TABLE t (id INT NOT NULL PRIMARY KEY); INSERT INTO t VALUES {string.Join(", ", Enumerable.Range(1, 500).Select(id => $"({id})"))}");

        Assert.Null(await ReasonAsync(database, "SELECT COUNT(*) FROM t WHERE id > 3"));
        var reason = await ReasonAsync(database, "SELECT COUNT(*) FROM t a, t b, t c, t d, t e WHERE a.id + b.id + c.id + d.id > e.id");
        Assert.Equal(TellsCost, reason is not null);
    }

    [SkippableFact]
    public async Task OnlyAQuery_HasAPlan()
    {
        await using var database = await Engine.CreateAsync("");
        await using var session = await TestDatabase.Access.OpenReaderAsync(database.Connection, CancellationToken.None);

        Assert.NotNull(session.Dialect.QuerySql.Explain("/* rows */ WITH a AS (SELECT 1) SELECT * FROM a"));
        Assert.Null(session.Dialect.QuerySql.Explain("SHOW server_version"));
    }

    private static async Task<string?> ReasonAsync(TestEngineDatabase database, string sql)
    {
        await using var session = await TestDatabase.Access.OpenReaderAsync(database.Connection, CancellationToken.None);
        var plans = session.Dialect.QuerySql;
        return plans.TooCostly(await session.QueryAdHocAsync(plans.Explain(sql)!, 100, CancellationToken.None));
    }
}

public sealed class SqliteQuerySqlTests : QuerySqlSuite
{
    private protected override TestEngine Engine => TestEngine.Sqlite;

    private protected override bool TellsCost => false;
}

public sealed class PostgreSqlQuerySqlTests : QuerySqlSuite
{
    private protected override TestEngine Engine => TestEngine.PostgreSql;

    private protected override bool TellsCost => true;
}

public sealed class MySqlQuerySqlTests : QuerySqlSuite
{
    private protected override TestEngine Engine => TestEngine.MySql;

    private protected override bool TellsCost => true;
}
