using System.CommandLine;

namespace ChatOps.Commands;

/// <summary><c>serve</c>, which is also what happens without a command.</summary>
internal sealed class ServeCommand(GlobalOptions options)
{
    public Option<string> Urls { get; } = new("--urls")
    {
        Description = "Where to listen; several are separated by semicolons.",
        HelpName = "URL",
        DefaultValueFactory = _ => "http://127.0.0.1:3978",
        Recursive = true,
    };

    public Command Build()
    {
        var command = new Command("serve", "Serves the chat page and the channels.");
        command.SetAction(RunAsync);
        return command;
    }

    public Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var configuration = options.ReadConfiguration(result);
        var settings = options.Read(result);
        var urls = result.GetValue(Urls)!;
        Check(urls, configuration);
        return ServeHost.RunAsync(settings, configuration, urls, cancellationToken);
    }

    private static void Check(string urls, IConfiguration configuration)
    {
        foreach (var url in urls.Split(';'))
        {
            if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
                throw new CommandException(ExitCodes.BadInput, $"--urls: '{url}' is no address to listen on; write something like http://127.0.0.1:3978.");
            if (!address.IsLoopback && !configuration.GetValue("AllowRemote", false))
                throw new CommandException(ExitCodes.BadInput, $"--urls: {url} can be reached from other machines, and that is off. Listen on 127.0.0.1, or set AllowRemote to true in the configuration and put a TLS proxy in front.");
        }
    }
}
