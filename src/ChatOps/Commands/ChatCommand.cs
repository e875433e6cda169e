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
            var configuration = options.ReadConfiguration(result);
            var settings = Settings.Read(configuration, Path.GetFullPath(options.NamedDataFolder(result) ?? configuration["Data"] ?? "data"));
            await ChatHost.RunAsync(settings, cancellationToken);
            return ExitCodes.Fine;
        });
        return command;
    }
}
