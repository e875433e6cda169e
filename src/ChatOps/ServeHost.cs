using System.Net.Sockets;
using ChatOps.Agents.Prompts;
using ChatOps.Channels.DirectLine;
using ChatOps.Commands;
using ChatOps.Conversation;
using ChatOps.Observability;
using ChatOps.Rest;
using ChatOps.Rest.SignIn;

namespace ChatOps;

/// <summary>The program as a server: chat page, channels, engine.</summary>
internal static class ServeHost
{
    public static async Task<int> RunAsync(Settings settings, IConfiguration configuration, string urls, CancellationToken cancellationToken)
    {
        using var held = Hosting.Lock(settings.DataFolder);
        await Composition.MakeDemoAsync(settings, cancellationToken);
        await using var app = Build(settings, configuration, urls);
        await StartAsync(app, urls, cancellationToken);
        var address = app.Urls.First();
        held.SetAddress(address);
        var link = await app.Services.GetRequiredService<SignInKeys>().CreateLinkAsync(address, SignInKeys.LocalIdentity, cancellationToken);
        await Console.Out.WriteLineAsync($"Open {link}");
        await Console.Out.FlushAsync(cancellationToken);
        Log.Serving(app.Logger, address, settings.DataFolder);
        await app.WaitForShutdownAsync(cancellationToken);
        if (Hosting.FailureOf(app.Services) is not { } failure)
            return ExitCodes.Fine;
        Log.PartFailed(app.Logger, failure);
        throw new CommandException(ExitCodes.Failed, "A part of the program failed, so it stopped; the log says which. Nothing that was committed is lost. Start it again.");
    }

    /// <summary>The application, not started. Addresses are checked before anything listens.</summary>
    public static WebApplication Build(Settings settings, IConfiguration configuration, string urls)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddConfiguration(configuration);
        Hosting.AddServerLogging(builder.Logging);
        builder.WebHost.UseKestrelCore().UseUrls(urls.Split(';'));
        builder.Services.AddRouting();
        builder.Services.AddCore(settings);
        builder.Services.AddConversation();
        builder.Services.AddDirectLine(Options<DirectLineOptions>(configuration, "DirectLine", options => options.Validate()));
        builder.Services.AddRest(Options<RestOptions>(configuration, "Rest", options => options.Validate()));
        builder.Services.AddObservability();
        var app = builder.Build();
        // What is wrong with a prompt is said at the start, also before there is a model.
        _ = app.Services.GetRequiredService<Lazy<PromptLibrary>>().Value;
        app.UseRestSecurity();
        app.MapDirectLine();
        app.MapRest();
        app.MapObservability();
        return app;
    }

    private static async Task StartAsync(WebApplication app, string urls, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException problem) when (problem.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException or SocketException)
        {
            throw new CommandException(
                ExitCodes.BadInput,
                $"The address {urls} is in use by another program, so nothing was started. Stop that program, or choose another port: --urls http://127.0.0.1:3979");
        }
    }

    private static T Options<T>(IConfiguration configuration, string section, Func<T, IEnumerable<string>> validate)
        where T : new()
    {
        var problems = new List<string>();
        var options = configuration.GetSection(section).Bind<T>(problems);
        problems.AddRange(validate(options));
        return problems.Count > 0 ? throw new SettingsException(problems) : options;
    }
}
