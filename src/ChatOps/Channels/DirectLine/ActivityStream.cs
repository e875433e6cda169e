using System.Net.WebSockets;

namespace ChatOps.Channels.DirectLine;

/// <summary>
/// One open stream. It follows the store from its watermark and sends one batch at a time, so a slow reader costs a
/// batch of memory; one that does not take a batch in time is cut off and reads on when it returns.
/// </summary>
internal sealed class ActivityStream(WebSocket socket, ActivityStore store, ConversationSignals.Subscription news, DirectLineOptions options)
{
    private const int BatchSize = 50;

    private static readonly TimeSpan ClosingTime = TimeSpan.FromSeconds(2);

    /// <summary>Returns when the client is gone or too slow, or when <paramref name="stopping"/> says so.</summary>
    public async Task RunAsync(long watermark, CancellationToken stopping)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var listening = ListenAsync(ended);
        try
        {
            await FollowAsync(watermark, ended.Token);
        }
        catch (OperationCanceledException)
        {
            await SayGoodbyeAsync(listening);
        }
        catch (WebSocketException)
        {
            // The client is gone; it reads on from its watermark when it returns.
        }
        finally
        {
            socket.Abort();
            await listening;
        }
    }

    private async Task FollowAsync(long watermark, CancellationToken cancellationToken)
    {
        while (true)
        {
            var batch = await store.AfterAsync(news.ConversationId, watermark, BatchSize, cancellationToken);
            if (batch.Count == 0)
            {
                await news.WaitAsync(cancellationToken);
                continue;
            }

            watermark = batch[^1].Watermark;
            if (!await SendAsync(ActivitySet.Write(batch, watermark), cancellationToken))
                return;
        }
    }

    /// <summary>False when the reader was too slow and was cut off.</summary>
    private async Task<bool> SendAsync(byte[] message, CancellationToken cancellationToken)
    {
        using var inTime = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        inTime.CancelAfter(options.SendTimeout);
        try
        {
            await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, inTime.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            socket.Abort();
            return false;
        }
    }

    /// <summary>
    /// Clients send empty keep-alives and the closing handshake; anything they say is passed over. Not cancelled,
    /// because a cancelled receive cuts the socket before goodbye is said; it ends with the socket.
    /// </summary>
    private async Task ListenAsync(CancellationTokenSource ended)
    {
        var buffer = new byte[1024];
        try
        {
            while ((await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None)).MessageType != WebSocketMessageType.Close)
            {
            }
        }
        catch (Exception problem) when (problem is OperationCanceledException or WebSocketException)
        {
            // Cut off by either side; the stream ends as after a goodbye.
        }

        await ended.CancelAsync();
    }

    private async Task SayGoodbyeAsync(Task listening)
    {
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
            return;
        using var inTime = new CancellationTokenSource(ClosingTime);
        try
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, "Reconnect to read on.", inTime.Token);
            await listening.WaitAsync(inTime.Token);
        }
        catch (Exception problem) when (problem is OperationCanceledException or WebSocketException)
        {
            // The client does not answer; it is cut off by the caller.
        }
    }
}
