using System.Threading.Channels;
using ChatOps.Database.Connections;
using ChatOps.Database.Migration.Rows;

namespace ChatOps.Database.Verification.Merging;

/// <summary>
/// The canonical rows of one side, read and encoded on a thread of their own into a few blocks that are used again and again, and looked at in
/// place. The session is the caller's, and is free again once the stream is disposed.
/// </summary>
internal sealed class RowStream : IAsyncDisposable
{
    /// <summary>One is filled, one is looked at, two wait.</summary>
    private const int Blocks = 4;

    private const int BlockSize = 1 << 18;

    private readonly Channel<RowBlock> _full = Channel.CreateUnbounded<RowBlock>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
    private readonly Channel<RowBlock> _free = Channel.CreateUnbounded<RowBlock>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
    private readonly CancellationTokenSource _stop;
    private readonly Task _reading;
    private RowBlock? _block;
    private int _next;

    private RowStream(ReaderSession session, VerifiedSide side, bool ordered, string? range, CancellationToken cancellationToken)
    {
        for (var index = 0; index < Blocks; index++)
        {
            _free.Writer.TryWrite(new RowBlock(BlockSize + (BlockSize / 8)));
        }

        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _reading = Task.Run(() => ReadAsync(session, side, ordered, range, _stop.Token), CancellationToken.None);
    }

    /// <summary>The row that is looked at; valid after <see cref="HasRowAsync"/> has told that there is one, until the next <see cref="Advance"/>.</summary>
    internal ReadOnlySpan<byte> Row => _block!.Row(_next);

    /// <summary>That row and those behind it which are there already.</summary>
    internal ReadOnlySpan<byte> Rows => _block!.From(_next);

    internal static RowStream Open(ReaderSession session, VerifiedSide side, bool ordered, CancellationToken cancellationToken, string? range = null) =>
        new(session, side, ordered, range, cancellationToken);

    /// <summary>False at the end.</summary>
    /// <exception cref="DatabaseException">The rows cannot be read to their end.</exception>
    internal ValueTask<bool> HasRowAsync(CancellationToken cancellationToken) =>
        _block is not null && _next < _block.Count ? new ValueTask<bool>(true) : NextBlockAsync(cancellationToken);

    /// <summary>How many whole rows that many bytes of <see cref="Rows"/> are.</summary>
    internal int WholeRows(int bytes) => _block!.WholeRows(_next, bytes);

    /// <summary>Bytes of that many of <see cref="Rows"/>.</summary>
    internal int Size(int rows) => _block!.Size(_next, rows);

    /// <summary>One of <see cref="Rows"/>.</summary>
    internal ReadOnlySpan<byte> RowAt(int index) => _block!.Row(_next + index);

    internal void Advance(int rows) => _next += rows;

    public async ValueTask DisposeAsync()
    {
        // Nobody may be inside the session when the caller goes on with it.
        await _stop.CancelAsync();
        await _reading;
        _stop.Dispose();
    }

    private async ValueTask<bool> NextBlockAsync(CancellationToken cancellationToken)
    {
        if (_block is not null)
        {
            _block.Clear();
            _free.Writer.TryWrite(_block);
        }

        (_block, _next) = (null, 0);
        while (await _full.Reader.WaitToReadAsync(cancellationToken))
        {
            if (_full.Reader.TryRead(out _block))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Never fails: whatever happens reaches the other side through the channel.</summary>
    private async Task ReadAsync(ReaderSession session, VerifiedSide side, bool ordered, string? range, CancellationToken cancellationToken)
    {
        try
        {
            await using var rows = await side.OpenAsync(session, ordered, range, cancellationToken);
            var encoder = side.Encoder();
            var block = await _free.Reader.ReadAsync(cancellationToken);
            while (await rows.ReadAsync(cancellationToken))
            {
                encoder.Append(rows, block);
                if (block.Length >= BlockSize)
                {
                    _full.Writer.TryWrite(block);
                    block = await _free.Reader.ReadAsync(cancellationToken);
                }
            }

            if (block.Count > 0)
            {
                _full.Writer.TryWrite(block);
            }

            _full.Writer.Complete();
        }
        catch (Exception problem)
        {
            _full.Writer.Complete(problem);
        }
    }
}
