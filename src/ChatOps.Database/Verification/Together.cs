using System.Runtime.ExceptionServices;

namespace ChatOps.Database.Verification;

/// <summary>Works on several things at the same time.</summary>
internal static class Together
{
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
