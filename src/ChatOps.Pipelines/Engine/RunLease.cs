using ChatOps.Pipelines.State;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace ChatOps.Pipelines.Engine;

/// <summary>
/// The right to write a run, held as its epoch. Every commit checks it, and a disk that refuses is asked again until
/// there is room, because the work itself has been done.
/// </summary>
internal sealed class RunLease(StateDatabase state, string runId, long epoch, TimeProvider time, ILogger logger, CancellationToken lost)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    /// <exception cref="StaleRunException">Another owner has the run, or it has ended.</exception>
    public async Task<T> CommitAsync<T>(Func<SqliteConnection, T> write)
    {
        for (var delay = FirstDelay; ; delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay)
        {
            try
            {
                return await state.WriteAsync(
                    connection =>
                    {
                        if (connection.Scalar<long>("SELECT epoch FROM run WHERE id=?1 AND ended_at IS NULL", runId) != epoch)
                            throw new StaleRunException(runId);
                        return write(connection);
                    },
                    CancellationToken.None);
            }
            catch (StateUnavailableException error) when (!lost.IsCancellationRequested)
            {
                Log.CommitPostponed(logger, error, runId, delay.TotalSeconds);
            }

            await Task.Delay(delay, time, lost);
        }
    }
}
