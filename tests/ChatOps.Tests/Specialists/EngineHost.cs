using System.Text.Json;
using ChatOps.Database.Connections;
using ChatOps.Pipelines;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Engine;
using ChatOps.Pipelines.Policy;
using ChatOps.Pipelines.Runs;
using ChatOps.Reports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ChatOps.Tests.Specialists;

/// <summary>The engine with every step type, on real databases and a state of its own; no conversation.</summary>
internal sealed class EngineHost : IAsyncDisposable
{
    private static readonly Actor Ana = new("ana", "Ana", Roles.Viewer | Roles.Operator | Roles.Approver);
    private readonly IHost _host;

    private EngineHost(IHost host) => _host = host;

    public static Task<EngineHost> StartAsync(string folder, TimeProvider? clock, params DatabaseConnection[] connections) =>
        StartAsync(folder, clock, new Agents.Models.ModelOptions(), connections);

    public static async Task<EngineHost> StartAsync(string folder, TimeProvider? clock, Agents.Models.ModelOptions model, params DatabaseConnection[] connections)
    {
        var settings = new Settings
        {
            DataFolder = folder,
            Connections = connections,
            People = new People.PeopleOptions(),
            Pipelines = new PipelinesOptions { DataFolder = folder },
            PromptsFolder = Path.Combine(AppContext.BaseDirectory, "prompts"),
            Model = model,
        };
        var builder = Hosting.CreateQuietBuilder();
        builder.Services.AddCore(settings);
        if (clock is not null)
            builder.Services.AddSingleton(clock);
        var host = builder.Build();
        await host.StartAsync();
        return new EngineHost(host);
    }

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    /// <summary>Runs to the end, whatever it is.</summary>
    public async Task<Run> RunAsync(string yaml)
    {
        var outcome = await SubmitAsync(yaml);
        var id = Assert.IsType<SubmitOutcome.Accepted>(outcome).Run.Id;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await foreach (var change in Get<RunFeed>().ReadAsync(0, patience.Token))
        {
            if (change.RunId == id && change.Kind is RunEventKind.RunSucceeded or RunEventKind.RunFailed or RunEventKind.RunCancelled)
                break;
        }

        return (await Get<RunStore>().FindAsync(id, CancellationToken.None))!;
    }

    public Task<SubmitOutcome> SubmitAsync(string yaml) =>
        Get<PipelineEngine>().SubmitAsync(new RunRequest { Definition = PipelineYaml.Parse(yaml), RequestedBy = Ana }, CancellationToken.None);

    public static JsonElement Output(Run run, string step) => run.Steps.Single(one => one.StepId == step).Output!.Value;

    public async Task<ReportPart> ReadPartAsync(Run run, string step)
    {
        var artifact = await Get<RunStore>().FindArtifactAsync(Output(run, step).GetProperty("result").GetString()!, CancellationToken.None);
        await using var stream = File.OpenRead(Get<RunStore>().ArtifactPath(artifact!));
        return await ReportJson.ReadAsync<ReportPart>(stream, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        if (_host is IAsyncDisposable host)
            await host.DisposeAsync();
    }
}
