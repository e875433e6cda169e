using ChatOps.Agents.Models;
using ChatOps.Agents.Planner;
using ChatOps.Agents.Planner.Model;
using ChatOps.Agents.Planner.Offline;
using ChatOps.Agents.Prompts;
using ChatOps.Pipelines;
using ChatOps.Pipelines.State;
using ChatOps.Tests.Planner;
using ChatOps.Tests.WebServer;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Tests.Models;

/// <summary>The planner with a model at an endpoint of the test; everything between the two is real.</summary>
internal sealed class ModelWorld : IAsyncDisposable
{
    private readonly WebServer.DataFolder _folder = new();
    private readonly ServiceProvider _services;
    private readonly OpenAiChat _chat;
    private readonly ModelPlanner _planner;

    private ModelWorld(ModelEndpoint endpoint, ModelOptions options, PromptLibrary prompts)
    {
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(Time)
            .AddPipelines(new PipelinesOptions { DataFolder = _folder.Path })
            .AddSingleton(ModelCallTables.Version1)
            .AddSingleton<ModelCalls>()
            .BuildServiceProvider();
        (Endpoint, _chat) = (endpoint, new OpenAiChat(options, "key-of-the-test"));
        Agent = new ModelAgent(new Lazy<IChatClient>(_chat), options, new Lazy<PromptLibrary>(prompts), Calls, Time);
        _planner = new ModelPlanner(new OfflinePlanner(), Agent);
    }

    public ModelEndpoint Endpoint { get; }

    public AuditLog Audit => _services.GetRequiredService<AuditLog>();

    public ModelAgent Agent { get; }

    public ModelCalls Calls => _services.GetRequiredService<ModelCalls>();

    public MovableTime Time { get; } = new();

    public static async Task<ModelWorld> StartAsync(Func<ModelOptions, ModelOptions>? change = null, PromptLibrary? prompts = null)
    {
        var endpoint = await ModelEndpoint.StartAsync();
        var options = new ModelOptions { Address = endpoint.Address, Name = "tester", Timeout = TimeSpan.FromSeconds(20) };
        var world = new ModelWorld(endpoint, change?.Invoke(options) ?? options, prompts ?? PromptLibrary.Load(PromptLibrary.DefaultFolder));
        await world.Audit.InitializeAsync(CancellationToken.None);
        return world;
    }

    public Task<PlannerReply> AskAsync(string text, ConversationMemory? memory = null, IReadOnlyList<string>? tables = null) => _planner.PlanAsync(
        new PlannerRequest
        {
            Text = text,
            Memory = memory ?? new ConversationMemory(),
            Catalog = new PlannerCatalog { Connections = World.Connections, ReadTables = (_, _) => Task.FromResult(tables ?? World.Tables) },
        },
        CancellationToken.None);

    /// <summary>A plan of one piece of work, as the model would write it.</summary>
    public static object Plan(string action, string connection, string[]? tables = null, string? target = null, string condition = "none", string outcome = "execute") => new
    {
        outcome,
        work = new[] { new { action, connection, tables, target, condition } },
        assumptions = Array.Empty<string>(),
        question = (string?)null,
        choices = Array.Empty<string>(),
        reason = outcome == "partial" ? "The rest cannot be done." : null,
    };

    public static object Words(string outcome, string words, params string[] choices) => new
    {
        outcome,
        work = Array.Empty<object>(),
        assumptions = Array.Empty<string>(),
        question = outcome == "clarify" ? words : null,
        choices,
        reason = outcome == "refuse" ? words : null,
    };

    /// <summary>The details of every audit entry, one after another.</summary>
    public Task<string> AuditTextAsync() => _services.GetRequiredService<StateDatabase>().ReadAsync(
        database =>
        {
            using var command = database.CreateCommand();
            command.CommandText = "SELECT group_concat(detail) FROM audit";
            return command.ExecuteScalar() as string ?? "";
        },
        CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await Endpoint.DisposeAsync();
        await _services.DisposeAsync();
        _chat.Dispose();
        _folder.Dispose();
    }
}
