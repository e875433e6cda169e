using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using ChatOps.Database.Connections;
using ChatOps.Database.Migration.Rows;

namespace ChatOps.Database.Verification.Merging;

/// <summary>
/// The canonical rows of one side, read and encoded on a thread of their own into a few blocks that are used again and again, and looked at in
/// place. The session is the caller's, and is free again once the stream is disposed. Both ends wait by blocking their own threads: waits on the
/// thread pool are so many here that its idle threads, looking for work, would take a fifth of the processors' time.
/// </summary>
internal sealed class RowStream : IDisposable
{
    /// <summary>One is filled, one is looked at, two wait.</summary>
    private const int Blocks = 4;

    private const int BlockSize = 1 << 18;

    private readonly BlockingCollection<RowBlock> _full = [];
    private readonly BlockingCollection<RowBlock> _free = [];
    private readonly CancellationTokenSource _stop;
    private readonly Task _reading;
    private readonly Action? _onFailure;
    private ExceptionDispatchInfo? _problem;
    private RowBlock? _block;
    private int _next;

    private RowStream(ReaderSession session, VerifiedSide side, bool ordered, string? range, Action? onFailure, CancellationToken cancellationToken)
    {
        _onFailure = onFailure;
        for (var index = 0; index < Blocks; index++)
        {
            _free.Add(new RowBlock(BlockSize + (BlockSize / 8)), CancellationToken.None);
        }

        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _reading = Task.Factory.StartNew(() => Read(session, side, ordered, range, _stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>The row that is looked at; valid after <see cref="HasRow"/> has told that there is one, until the next <see cref="Advance"/>.</summary>
    internal ReadOnlySpan<byte> Row => _block!.Row(_next);

    /// <summary>That row and those behind it which are there already.</summary>
    internal ReadOnlySpan<byte> Rows => _block!.From(_next);

    /// <param name="range">A further condition, or null.</param>
    /// <param name="onFailure">Called at once when the rows cannot be read, whoever waits for them and for what.</param>
    internal static RowStream Open(
        ReaderSession session, VerifiedSide side, bool ordered, CancellationToken cancellationToken, string? range = null, Action? onFailure = null) =>
        new(session, side, ordered, range, onFailure, cancellationToken);

    /// <exception cref="DatabaseException">The rows could not be read.</exception>
    internal void ThrowFailure()
    {
        if (_problem is { SourceException: not OperationCanceledException })
        {
            _problem.Throw();
        }
    }

    /// <summary>Waits for the next row; false at the end.</summary>
    /// <exception cref="DatabaseException">The rows cannot be read to their end.</exception>
    internal bool HasRow(CancellationToken cancellationToken) => (_block is not null && _next < _block.Count) || NextBlock(cancellationToken);

    /// <summary>How many whole rows that many bytes of <see cref="Rows"/> are.</summary>
    internal int WholeRows(int bytes) => _block!.WholeRows(_next, bytes);

    /// <summary>Bytes of that many of <see cref="Rows"/>.</summary>
    internal int Size(int rows) => _block!.Size(_next, rows);

    /// <summary>One of <see cref="Rows"/>.</summary>
    internal ReadOnlySpan<byte> RowAt(int index) => _block!.Row(_next + index);

    internal void Advance(int rows) => _next += rows;

    public void Dispose()
    {
        // Nobody may be inside the session when the caller goes on with it.
        _stop.Cancel();
        _reading.Wait(CancellationToken.None);
        _stop.Dispose();
        _full.Dispose();
        _free.Dispose();
    }

    private bool NextBlock(CancellationToken cancellationToken)
    {
        if (_block is not null)
        {
            _block.Clear();
            _free.Add(_block, CancellationToken.None);
        }

        _next = 0;
        if (_full.TryTake(out _block, Timeout.Infinite, cancellationToken))
        {
            return true;
        }

        _problem?.Throw();
        return false;
    }

    /// <summary>Never fails: whatever happens reaches the other side with the last block.</summary>
    private void Read(ReaderSession session, VerifiedSide side, bool ordered, string? range, CancellationToken cancellationToken)
    {
        try
        {
            var rows = side.OpenAsync(session, ordered, range, cancellationToken).GetAwaiter().GetResult();
            try
            {
                Fill(rows, side.Encoder(), cancellationToken);
            }
            finally
            {
                rows.DisposeAsync().AsTask().Wait(CancellationToken.None);
            }
        }
        catch (Exception problem)
        {
            _problem = ExceptionDispatchInfo.Capture(problem);
            if (problem is not OperationCanceledException)
            {
                _onFailure?.Invoke();
            }
        }

        _full.CompleteAdding();
    }

    private void Fill(RowReader rows, RowEncoder encoder, CancellationToken cancellationToken)
    {
        var block = _free.Take(cancellationToken);
        while (Wait(rows.ReadAsync(cancellationToken)))
        {
            encoder.Append(rows, block);
            if (block.Length >= BlockSize)
            {
                _full.Add(block, CancellationToken.None);
                block = _free.Take(cancellationToken);
            }
        }

        if (block.Count > 0)
        {
            _full.Add(block, CancellationToken.None);
        }
    }

    private static bool Wait(ValueTask<bool> task) => task.IsCompletedSuccessfully ? task.Result : task.AsTask().GetAwaiter().GetResult();
}
