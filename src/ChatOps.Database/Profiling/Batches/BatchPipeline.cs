using System.Threading.Channels;
using ChatOps.Database.Connections;

namespace ChatOps.Database.Profiling.Batches;

/// <summary>Reads rows on one thread and hands them to another in batches, so that the database and the statistics work at the same time.</summary>
internal static class BatchPipeline
{
    /// <summary>One is filled, one is worked on, one waits.</summary>
    private const int Batches = 3;

    /// <summary>Gives every row to <paramref name="work"/>, in order, a batch at a time; the batch is used again afterwards.</summary>
    /// <exception cref="DatabaseException">The rows could not be read to their end.</exception>
    internal static async Task RunAsync(RowReader rows, int columns, Action<RowBatch> work, CancellationToken cancellationToken)
    {
        var (full, free) = (Channel.CreateUnbounded<RowBatch>(), Channel.CreateUnbounded<RowBatch>());
        for (var index = 0; index < Batches; index++)
        {
            free.Writer.TryWrite(new RowBatch(columns));
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reading = Task.Run(() => ReadAsync(rows, free.Reader, full.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var batch in full.Reader.ReadAllAsync(stop.Token))
            {
                work(batch);
                free.Writer.TryWrite(batch);
            }
        }
        finally
        {
            // The reader is the caller's to dispose: nobody may be inside it then.
            await stop.CancelAsync();
            await reading;
        }
    }

    /// <summary>Never fails: whatever happens reaches the other side through the channel.</summary>
    private static async Task ReadAsync(RowReader rows, ChannelReader<RowBatch> free, ChannelWriter<RowBatch> full, CancellationToken cancellationToken)
    {
        try
        {
            var more = true;
            while (more)
            {
                var batch = await free.ReadAsync(cancellationToken);
                more = await batch.FillAsync(rows, cancellationToken);
                full.TryWrite(batch);
            }

            full.Complete();
        }
        catch (Exception problem)
        {
            full.Complete(problem);
        }
    }
}
