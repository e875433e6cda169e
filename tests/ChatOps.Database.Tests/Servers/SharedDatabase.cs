namespace ChatOps.Database.Tests.Servers;

/// <summary>One database for all tests of a class that must leave it as it is; they run one after another.</summary>
public sealed class SharedDatabase : IAsyncLifetime
{
    private TestEngineDatabase? _database;

    /// <summary>Made at the first call.</summary>
    internal async Task<TestEngineDatabase> OnceAsync(TestEngine engine, string script) => _database ??= await engine.CreateAsync(script);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }
}
