using System.Globalization;
using ChatOps.Conversation;

namespace ChatOps.Channels.Terminal;

/// <summary>
/// One conversation at a terminal. At a keyboard people may write while runs go on; from a pipe each line waits until
/// everything it started has ended or asks somebody, so that a script reads like a conversation.
/// </summary>
public sealed class TerminalChat(ITurnReceiver receiver, ConversationQuiet quiet)
{
    private readonly string _conversation = $"terminal-{Guid.CreateVersion7():N}";

    /// <summary>Reads lines until the end, or until "exit" at a keyboard.</summary>
    /// <param name="echo">Where the lines of a pipe are repeated, so that the transcript is whole; null at a keyboard.</param>
    public async Task RunAsync(TextReader lines, TextWriter? echo, string identity, CancellationToken cancellationToken)
    {
        for (var number = 1; await lines.ReadLineAsync(cancellationToken) is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;
            if (line.Trim() is "exit" or "quit" or "bye")
                break;
            if (echo is not null)
                await echo.WriteLineAsync($"> {line}");
            await receiver.AcceptAsync(TurnOf(line, number, identity), cancellationToken);
            if (echo is not null)
                await quiet.WaitAsync(TerminalPort.Name, _conversation, cancellationToken);
        }

    }

    private Turn TurnOf(string line, int number, string identity) => new()
    {
        Id = $"{_conversation}-{number.ToString(CultureInfo.InvariantCulture)}",
        ConversationId = _conversation,
        Channel = TerminalPort.Name,
        Identity = identity,
        Text = line,
    };
}
