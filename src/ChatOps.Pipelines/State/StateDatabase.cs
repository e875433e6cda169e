#pragma warning disable CA1822, CA1801, IDE0060
using Microsoft.Data.Sqlite;

namespace ChatOps.Pipelines.State;

public sealed class StateDatabase : IAsyncDisposable
{
    public StateDatabase(string dataFolder, IEnumerable<StateScript> scripts, Microsoft.Extensions.Logging.ILogger<StateDatabase> logger)
    {
    }

    public Task InitializeAsync(CancellationToken cancellationToken) => throw new NotImplementedException();

    public Task<T> WriteAsync<T>(Func<SqliteConnection, T> write, CancellationToken cancellationToken) => throw new NotImplementedException();

    public Task<T> ReadAsync<T>(Func<SqliteConnection, T> read, CancellationToken cancellationToken) => throw new NotImplementedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
