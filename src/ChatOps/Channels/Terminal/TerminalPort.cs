using ChatOps.Conversation;

namespace ChatOps.Channels.Terminal;

/// <summary>Prints messages. A message shown again prints only the lines that are new, since paper cannot be redrawn.</summary>
public sealed class TerminalPort(TerminalScreen screen) : IReplyPort
{
    public const string Name = "terminal";

    private readonly Lock _printing = new();
    private readonly Dictionary<string, HashSet<string>> _printed = new(StringComparer.Ordinal);

    public string Channel => Name;

    /// <summary>What is on paper cannot be taken back.</summary>
    public bool ShowsDrafts => false;

    public Task DeliverAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        var lines = message.Card is { } card ? CardLines.Of(card, screen.Complete).ToList() : [new TerminalLine(message.Text ?? "")];
        lock (_printing)
        {
            if (_printed.TryGetValue(message.Id, out var known))
                lines.RemoveAll(line => !known.Add(line.Text));
            else
                _printed[message.Id] = [.. lines.Select(line => line.Text)];
            screen.Print(lines, known is null ? message.Suggestions : []);
        }

        return Task.CompletedTask;
    }

    /// <summary>What is on paper stays there; the next message is printed whole.</summary>
    public Task ForgetAsync(string conversationId, CancellationToken cancellationToken)
    {
        lock (_printing)
            _printed.Clear();
        return Task.CompletedTask;
    }
}
