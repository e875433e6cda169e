using System.Runtime.ExceptionServices;

namespace ChatOps.Database.Connections;

/// <summary>Works on several things at the same time.</summary>
internal static class Together
{
    /// <summary>Runs work that blocks its thread, on a thread of its own.</summary>
    internal static Task<T> BlockAsync<T>(Func<T> work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Ends when all have ended; a failure of one stops the others, and is what is thrown.</summary>
    internal static async Task RunAsync(IReadOnlyList<Func<CancellationToken, Task>> works, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Exception? first = null;

        async Task WatchAsync(Func<CancellationToken, Task> work)
        {
            try
            {
                await work(stop.Token);
            }
            catch (Exception problem)
            {
                Interlocked.CompareExchange(ref first, problem, null);
                await stop.CancelAsync();
            }
        }

        await Task.WhenAll(works.Select(work => Task.Run(() => WatchAsync(work), CancellationToken.None)));
        cancellationToken.ThrowIfCancellationRequested();
        if (first is not null)
        {
            ExceptionDispatchInfo.Throw(first);
        }
    }
}
