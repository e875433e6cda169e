using ChatOps.Agents.Prompts;
using ChatOps.Channels.Terminal;
using ChatOps.Conversation;
using ChatOps.Pipelines.Runs;
using Spectre.Console;
using ArtifactLink = ChatOps.Conversation.Presentation.ArtifactLink;

namespace ChatOps;

/// <summary>The program as a conversation at a terminal.</summary>
internal static class ChatHost
{
    /// <summary>Wide enough that a line of a script's transcript is never broken.</summary>
    private const int PipeWidth = 10_000;

    public static async Task RunAsync(Settings settings, CancellationToken cancellationToken)
    {
        using var held = Hosting.Lock(settings.DataFolder);
        await Composition.MakeDemoAsync(settings, cancellationToken);
        var builder = Hosting.CreateQuietBuilder();
        builder.Services.AddCore(settings);
        builder.Services.AddConversation();
        builder.Services.AddSingleton(provider => new TerminalScreen(CreateConsole(), address => PathOf(provider, address)));
        builder.Services.AddSingleton<IReplyPort, TerminalPort>();
        builder.Services.AddSingleton<TerminalChat>();
        using var host = builder.Build();
        _ = host.Services.GetRequiredService<Lazy<PromptLibrary>>().Value;
        await host.StartAsync(cancellationToken);
        if (!Console.IsInputRedirected)
            await Console.Out.WriteLineAsync("Write what you want, such as: validate demo. Say help to see more, exit to leave." + Environment.NewLine);
        await host.Services.GetRequiredService<TerminalChat>().RunAsync(
            Console.In, Console.IsInputRedirected ? Console.Out : null, Environment.UserName, cancellationToken);
        await host.StopAsync(cancellationToken);
    }

    private static IAnsiConsole CreateConsole()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect });
        if (Console.IsOutputRedirected)
            console.Profile.Width = PipeWidth;
        return console;
    }

    /// <summary>There is no server to ask at a terminal, so a link becomes the file's path.</summary>
    private static string PathOf(IServiceProvider provider, string address)
    {
        var runs = provider.GetRequiredService<RunStore>();
        return ArtifactLink.IdOf(address) is { } id && runs.FindArtifactAsync(id, CancellationToken.None).GetAwaiter().GetResult() is { } artifact
            ? runs.ArtifactPath(artifact)
            : address;
    }
}
