using System.CommandLine;

namespace ChatOps.Commands;

/// <summary><c>chat</c>: the conversation at a terminal, or a script from a pipe.</summary>
internal sealed class ChatCommand(GlobalOptions options)
{
    public Command Build()
    {
        var command = new Command("chat", "Talks to the bot in this terminal; lines from a pipe are taken as a script.");
        command.SetAction(async (result, cancellationToken) =>
        {
            await ChatHost.RunAsync(options.Read(result), cancellationToken);
            return ExitCodes.Fine;
        });
        return command;
    }
}
