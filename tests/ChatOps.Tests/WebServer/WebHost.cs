using ChatOps.Channels.DirectLine;
using ChatOps.Conversation;
using ChatOps.People;
using ChatOps.Pipelines;
using ChatOps.Pipelines.State;
using ChatOps.Rest;
using ChatOps.Rest.Artifacts;
using ChatOps.Rest.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatOps.Tests.WebServer;

/// <summary>The web rooms on a real Kestrel and a real state database, with a scripted conversation behind them.</summary>
internal sealed class WebHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly DataFolder _folder;
    private readonly bool _ownsFolder;

    private WebHost(WebApplication app, DataFolder folder, bool ownsFolder, ScriptedReceiver receiver, MovableTime time, ScriptedArtifacts artifacts)
    {
        _app = app;
        _folder = folder;
        _ownsFolder = ownsFolder;
        Receiver = receiver;
        Time = time;
        Artifacts = artifacts;
    }

    public ScriptedReceiver Receiver { get; }

    public MovableTime Time { get; }

    public ScriptedArtifacts Artifacts { get; }

    public LogLines Log { get; private init; } = new();

    public Uri Address => new(_app.Urls.First());

    public IReplyPort Port => _app.Services.GetServices<IReplyPort>().Single(port => port.Channel == "web");

    /// <param name="folder">Given to a test that starts twice on the same data.</param>
    /// <param name="port">0 for a free one.</param>
    public static async Task<WebHost> StartAsync(
        DirectLineOptions? directLine = null, RestOptions? rest = null, PeopleOptions? people = null, DataFolder? folder = null, int port = 0)
    {
        var ownsFolder = folder is null;
        folder ??= new DataFolder();
        var (receiver, time, artifacts, log) = (new ScriptedReceiver(), new MovableTime(), new ScriptedArtifacts(), new LogLines());
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Logging.ClearProviders().AddProvider(log);
        builder.Services.AddRouting();
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton(new PipelinesOptions { DataFolder = folder.Path });
        builder.Services.AddSingleton(provider => new StateDatabase(
            folder.Path, provider.GetServices<StateScript>(), provider.GetRequiredService<ILogger<StateDatabase>>()));
        builder.Services.AddSingleton(new PeopleDirectory(people ?? PeopleOptions.LocalAdmin("Maria")));
        builder.Services.AddSingleton<IArtifactAccess>(artifacts);
        builder.Services.AddSingleton<ITurnReceiver>(receiver);
        builder.Services.AddDirectLine(directLine ?? new DirectLineOptions { MessageBurst = 1000 });
        builder.Services.AddRest(rest ?? new RestOptions());
        var app = builder.Build();
        app.UseRestSecurity();
        app.MapDirectLine();
        app.MapRest();
        receiver.Ports = app.Services;
        await app.Services.GetRequiredService<StateDatabase>().InitializeAsync(CancellationToken.None);
        await app.StartAsync();
        return new WebHost(app, folder, ownsFolder, receiver, time, artifacts) { Log = log };
    }

    public Task<string> CreateLinkAsync(string identity = SignInKeys.LocalIdentity) =>
        _app.Services.GetRequiredService<SignInKeys>().CreateLinkAsync(Address.ToString(), identity, CancellationToken.None);

    public BrowserHttp NewBrowser() => new(Address);

    /// <summary>A browser that went through the sign-in link.</summary>
    public async Task<BrowserHttp> SignInAsync(string identity = SignInKeys.LocalIdentity)
    {
        var browser = NewBrowser();
        using var response = await browser.GetAsync(new Uri(await CreateLinkAsync(identity)));
        return browser;
    }

    public async Task<DirectLineClient> ConnectAsync(string identity = SignInKeys.LocalIdentity) =>
        await DirectLineClient.StartAsync(await SignInAsync(identity));

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (_ownsFolder)
            _folder.Dispose();
    }
}
