using System.Net.WebSockets;
using System.Text.Json.Nodes;

namespace ChatOps.Tests.WebServer;

/// <summary>Reads a stream of Direct Line, one batch a message.</summary>
internal sealed class ActivityReader(ClientWebSocket socket) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly Queue<JsonNode> _waiting = new();

    public ClientWebSocket Socket => socket;

    /// <summary>That of the last batch; empty before the first.</summary>
    public string Watermark { get; private set; } = "";

    public WebSocketCloseStatus? CloseStatus => socket.CloseStatus;

    /// <summary>The next activity, or null when the server closed the stream.</summary>
    public async Task<JsonNode?> NextAsync()
    {
        while (_waiting.Count == 0)
        {
            if (await ReadMessageAsync() is not { } batch)
                return null;
            Watermark = batch["watermark"]!.GetValue<string>();
            foreach (var activity in batch["activities"]!.AsArray())
                _waiting.Enqueue(activity!);
        }

        return _waiting.Dequeue();
    }

    /// <summary>Reads on until an activity has this text.</summary>
    public async Task<JsonNode> UntilAsync(string text)
    {
        while (await NextAsync() is { } activity)
        {
            if (activity["text"]?.GetValue<string>() == text)
                return activity;
        }

        throw new Xunit.Sdk.XunitException($"The stream ended before '{text}' came.");
    }

    public void Dispose() => socket.Dispose();

    private async Task<JsonNode?> ReadMessageAsync()
    {
        using var inTime = new CancellationTokenSource(Patience);
        using var message = new MemoryStream();
        var buffer = new byte[4096];
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(), inTime.Token);
            if (part.MessageType == WebSocketMessageType.Close)
                return null;
            message.Write(buffer, 0, part.Count);
            if (part.EndOfMessage)
                return JsonNode.Parse(message.ToArray());
        }
    }
}
