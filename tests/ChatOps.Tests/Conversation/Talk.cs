using System.Collections.Concurrent;
using ChatOps.Cards;
using ChatOps.Conversation;
using ChatOps.People;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ChatOps.Tests.Conversation;

/// <summary>The whole program but for a channel: the test is the channel. Databases, engine and state are real.</summary>
internal sealed class Talk : IReplyPort, IAsyncDisposable
{
    public const string ChannelName = "test";

    private readonly ConcurrentDictionary<string, OutgoingMessage> _messages = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<OutgoingMessage> _order = new();
    private readonly ConcurrentQueue<string> _forgotten = new();
    private IHost _host = null!;
    private int _turns;

    private Talk(string folder) => Folder = folder;

    public string Folder { get; }

    public string Channel => ChannelName;

    /// <summary>Off, as on most channels, unless a test looks at what is shown while it is written.</summary>
    public bool ShowsDrafts { get; set; }

    public IServiceProvider Services => _host.Services;

    /// <summary>Every delivery, updates included, oldest first.</summary>
    public IReadOnlyList<OutgoingMessage> Deliveries => [.. _order];

    /// <summary>Conversations that the channel was told to forget.</summary>
    public IReadOnlyList<string> Forgotten => [.. _forgotten];

    /// <summary>Ana runs and decides, Ben decides, Vic only looks, and Cleo may see only the connection "other".</summary>
    public static PeopleOptions Team { get; } = new()
    {
        Members =
        [
            new MemberOptions { Id = "ana", Name = "Ana", Roles = ["operator", "approver"], Connections = ["*"], Identities = ["test:ana"] },
            new MemberOptions { Id = "ben", Name = "Ben", Roles = ["operator", "approver"], Connections = ["*"], Identities = ["test:ben"] },
            new MemberOptions { Id = "vic", Name = "Vic", Roles = ["viewer"], Connections = ["*"], Identities = ["test:vic"] },
            new MemberOptions { Id = "cleo", Name = "Cleo", Roles = ["operator", "approver"], Connections = ["other"], Identities = ["test:cleo"] },
        ],
    };

    public static Task<Talk> StartAsync(params Database.Connections.DatabaseConnection[] connections) =>
        StartAsync(Directory.CreateTempSubdirectory("chatops-talk-").FullName, connections);

    public static Task<Talk> StartAsync(string folder, params Database.Connections.DatabaseConnection[] connections) => StartAsync(folder, new Agents.Models.ModelOptions(), connections);

    public static async Task<Talk> StartAsync(string folder, Agents.Models.ModelOptions model, params Database.Connections.DatabaseConnection[] connections)
    {
        var talk = new Talk(folder);
        var settings = new Settings
        {
            DataFolder = folder,
            Connections = connections,
            People = Team,
            Pipelines = new Pipelines.PipelinesOptions { DataFolder = folder },
            PromptsFolder = Path.Combine(AppContext.BaseDirectory, "prompts"),
            Model = model,
        };
        await Composition.MakeDemoAsync(settings, CancellationToken.None);
        var builder = Hosting.CreateQuietBuilder();
        builder.Services.AddCore(settings);
        builder.Services.AddConversation();
        builder.Services.AddSingleton<IReplyPort>(talk);
        talk._host = builder.Build();
        await talk._host.StartAsync();
        return talk;
    }

    public Task DeliverAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        _messages[message.Id] = message;
        _order.Enqueue(message);
        return Task.CompletedTask;
    }

    public Task ForgetAsync(string conversationId, CancellationToken cancellationToken)
    {
        _forgotten.Enqueue(conversationId);
        return Task.CompletedTask;
    }

    /// <summary>Says something and waits until all it started has ended or asks somebody. Returns what is new or changed.</summary>
    public Task<IReadOnlyList<OutgoingMessage>> SayAsync(string text, string identity = "ana", string room = "room") =>
        TurnAsync(new Turn { Id = NextId(), ConversationId = room, Channel = ChannelName, Identity = identity, Text = text });

    public Task<IReadOnlyList<OutgoingMessage>> PressAsync(ActionPayload action, string identity = "ana", string room = "room") =>
        TurnAsync(new Turn { Id = NextId(), ConversationId = room, Channel = ChannelName, Identity = identity, Action = action });

    public async Task<IReadOnlyList<OutgoingMessage>> TurnAsync(Turn turn)
    {
        var before = _order.Count;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        await Services.GetRequiredService<ITurnReceiver>().AcceptAsync(turn, patience.Token);
        await Services.GetRequiredService<ConversationQuiet>().WaitAsync(ChannelName, turn.ConversationId, patience.Token);
        return [.. _order.Skip(before).GroupBy(message => message.Id).Select(group => group.Last())];
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(Folder, recursive: true);
    }

    public async Task StopAsync()
    {
        await _host.StopAsync();
        if (_host is IAsyncDisposable host)
            await host.DisposeAsync();
    }

    private string NextId() => $"turn-{Interlocked.Increment(ref _turns)}-{Guid.NewGuid():N}";
}
