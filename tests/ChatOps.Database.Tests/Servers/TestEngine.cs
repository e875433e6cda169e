using ChatOps.Database.Connections;

namespace ChatOps.Database.Tests.Servers;

/// <summary>One of the engines that a suite runs on; its server is started at the first use and serves the whole test process.</summary>
public abstract class TestEngine
{
    internal static TestEngine Sqlite { get; } = new SqliteTestEngine();

    internal static TestEngine PostgreSql { get; } = new PostgreSqlTestEngine();

    internal static TestEngine MySql { get; } = new MySqlTestEngine();

    internal abstract DatabaseProvider Provider { get; }

    /// <summary>Why the engine cannot be had here, or null.</summary>
    internal abstract string? Missing { get; }

    /// <summary>A new, empty database of its own.</summary>
    private protected abstract Task<TestEngineDatabase> CreateAsync();

    /// <summary>A new database, filled by a script in the engine's own words. Skips where the engine is missing, and fails on CI.</summary>
    internal async Task<TestEngineDatabase> CreateAsync(string script)
    {
        var missing = Missing;
        if (missing is not null && Environment.GetEnvironmentVariable("CHATOPS_CI") == "1")
        {
            Assert.Fail(missing);
        }

        Skip.If(missing is not null, missing);
        var database = await CreateAsync();
        try
        {
            await database.ExecuteAsync(script);
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }
}

/// <summary>A database of its own on an engine.</summary>
internal abstract class TestEngineDatabase : IAsyncDisposable
{
    /// <summary>With a reader that can only SELECT, and a writer.</summary>
    internal abstract DatabaseConnection Connection { get; }

    /// <summary>The same with the owner's credential as the reader.</summary>
    internal abstract DatabaseConnection AsOwner { get; }

    /// <summary>Runs statements as the database's owner, with the engine's own client.</summary>
    internal abstract Task ExecuteAsync(string script);

    public abstract ValueTask DisposeAsync();
}
