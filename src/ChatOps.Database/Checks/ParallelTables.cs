using System.Collections.Concurrent;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks;

/// <summary>Works on several tables, or parts of tables, at the same time, each worker with a session of its own, within the connection's limit of sessions.</summary>
internal static class ParallelTables
{
    /// <summary>The results in the order of the tables. The largest tables begin first where their sizes are known.</summary>
    /// <param name="sizes">Rows of the tables, as far as they are known.</param>
    /// <inheritdoc cref="RunAsync{TPart, T}"/>
    internal static Task<IReadOnlyList<T>> RunAsync<T>(
        DatabaseAccess access, ReaderSession first, IReadOnlyList<Table> tables, IReadOnlyDictionary<string, long> sizes, Func<Table, ReaderSession, CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        RunAsync(access, first, tables, table => sizes.GetValueOrDefault(table.Name), work, cancellationToken);

    /// <summary>The results in the order of the parts. The largest parts begin first.</summary>
    /// <param name="first">The session that is there already; the others are opened only while the connection has room for them.</param>
    /// <exception cref="DatabaseException">The first failure of any worker; the others are stopped.</exception>
    internal static async Task<IReadOnlyList<T>> RunAsync<TPart, T>(
        DatabaseAccess access, ReaderSession first, IReadOnlyList<TPart> parts, Func<TPart, long> size, Func<TPart, ReaderSession, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        var results = new T[parts.Count];
        var queue = new ConcurrentQueue<int>(Enumerable.Range(0, parts.Count).OrderByDescending(index => size(parts[index])));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        async Task WorkAsync(ReaderSession session)
        {
            try
            {
                while (!stop.IsCancellationRequested && queue.TryDequeue(out var index))
                {
                    results[index] = await work(parts[index], session, stop.Token);
                }
            }
            catch
            {
                await stop.CancelAsync();
                throw;
            }
        }

        async Task ForkAsync()
        {
            if (await TryForkAsync(access, first, stop.Token) is { } fork)
            {
                await using (fork)
                {
                    await WorkAsync(fork);
                }
            }
        }

        var workers = Math.Min(Math.Min(parts.Count, Math.Max(2, Environment.ProcessorCount)), first.Connection.Limits.Sessions);
        List<Task> running = [.. Enumerable.Range(1, Math.Max(0, workers - 1)).Select(_ => Task.Run(ForkAsync, stop.Token)), Task.Run(() => WorkAsync(first), stop.Token)];
        await Task.WhenAll(running);
        cancellationToken.ThrowIfCancellationRequested();
        return results;
    }

    /// <summary>A server that has no room for one more session leaves the work to those that there are.</summary>
    private static async Task<ReaderSession?> TryForkAsync(DatabaseAccess access, ReaderSession first, CancellationToken cancellationToken)
    {
        try
        {
            return await access.TryForkAsync(first, cancellationToken);
        }
        catch (DatabaseException refused) when (refused.IsTransient)
        {
            return null;
        }
    }
}
