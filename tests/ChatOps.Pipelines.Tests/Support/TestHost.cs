using ChatOps.Pipelines.Approvals;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Engine;
using ChatOps.Pipelines.Policy;
using ChatOps.Pipelines.Runs;
using ChatOps.Pipelines.State;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChatOps.Pipelines.Tests.Support;

/// <summary>The whole engine on a real state database in a folder of its own.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    public static readonly Actor Ana = new("ana", "Ana", Roles.Viewer | Roles.Operator | Roles.Approver);
    public static readonly Actor Ben = new("ben", "Ben", Roles.Viewer | Roles.Operator | Roles.Approver);
    public static readonly Actor Cleo = new("cleo", "Cleo", Roles.Viewer | Roles.Operator | Roles.Approver);
    public static readonly Actor Omar = new("omar", "Omar", Roles.Viewer | Roles.Operator);
    public static readonly Actor Vera = new("vera", "Vera", Roles.Viewer);

    private readonly ServiceProvider _services;
    private readonly bool _ownsFolder;

    private TestHost(ServiceProvider services, string folder, bool ownsFolder) =>
        (_services, Folder, _ownsFolder) = (services, folder, ownsFolder);

    public string Folder { get; }

    public Targets Targets => (Targets)Get<IStepTargets>();

    public PipelineEngine Engine => Get<PipelineEngine>();

    public ApprovalDesk Desk => Get<ApprovalDesk>();

    public ApprovalStore Approvals => Get<ApprovalStore>();

    public RunStore Runs => Get<RunStore>();

    public RunFeed Feed => Get<RunFeed>();

    public StateDatabase State => Get<StateDatabase>();

    public AuditLog Audit => Get<AuditLog>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public static async Task<TestHost> StartAsync(
        IEnumerable<IStepHandler> handlers, TimeProvider? time = null, string? folder = null,
        Func<PipelinesOptions, PipelinesOptions>? configure = null, Targets? targets = null)
    {
        var path = folder ?? TestFolder.New();
        var options = new PipelinesOptions { DataFolder = path };
        var services = new ServiceCollection();
        var failures = new CommitFailures();
        services.AddLogging(logging => logging.AddProvider(failures));
        services.AddSingleton(failures);
        if (time is not null)
            services.AddSingleton(time);
        services.AddSingleton<IStepTargets>(targets ?? new Targets());
        foreach (var handler in handlers)
            services.AddSingleton(handler);
        services.AddPipelines(configure is null ? options : configure(options));
        var host = new TestHost(services.BuildServiceProvider(), path, folder is null);
        foreach (var hosted in host._services.GetServices<IHostedService>())
            await hosted.StartAsync(CancellationToken.None);
        return host;
    }

    public async Task<Run> SubmitAsync(string yaml, string inputs = "{}", Actor? actor = null)
    {
        var outcome = await Engine.SubmitAsync(
            new RunRequest { Definition = PipelineYaml.Parse(yaml), Inputs = Json.Of(inputs), RequestedBy = actor ?? Ana }, CancellationToken.None);
        return Assert.IsType<SubmitOutcome.Accepted>(outcome).Run;
    }

    public async Task<Run> RunAsync(string yaml, string inputs = "{}") => await EndAsync((await SubmitAsync(yaml, inputs)).Id);

    public Task<Run> EndAsync(string runId) => UntilAsync(runId, r => r.EndedAt is not null);

    /// <summary>Follows the durable events; nothing here depends on how long anything takes.</summary>
    public async Task<Run> UntilAsync(string runId, Func<Run, bool> isReached)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var next = State.NextCommit;
            var run = (await Runs.FindAsync(runId, patience.Token))!;
            if (isReached(run))
                return run;
            try
            {
                await next.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"The run stands at {run.Status}: {string.Join(", ", run.Steps.Select(s => $"{s.StepId}/{s.Item} {s.Status} {s.Error}"))}");
            }
        }
    }

    public async Task<ApprovalRequest> OpenRequestAsync(string runId)
    {
        await UntilAsync(runId, r => r.Status == RunStatus.WaitingForApproval);
        return (await Approvals.ForRunAsync(runId, CancellationToken.None)).Single(a => a.State == ApprovalState.Open);
    }

    public Task<DecisionOutcome> DecideAsync(ApprovalRequest request, Actor actor, Verdict verdict = Verdict.Approve) => Desk.DecideAsync(
        new DecisionRequest { ApprovalId = request.Id, PlanHash = request.PlanHash, Actor = actor, Verdict = verdict, Channel = "test" },
        CancellationToken.None);

    public async Task<IReadOnlyList<RunEvent>> EventsAsync(string runId)
    {
        var events = await State.ReadAsync(c => RunEvents.ReadAfter(c, 0, 100_000), CancellationToken.None);
        return [.. events.Where(e => e.RunId == runId)];
    }

    /// <summary>Ends in good order, and leaves the folder when it was given.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var hosted in _services.GetServices<IHostedService>())
            await hosted.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
        if (_ownsFolder)
            Directory.Delete(Folder, recursive: true);
    }
}

internal static class TestFolder
{
    public static string New() => Directory.CreateTempSubdirectory("chatops-pipelines-").FullName;
}

internal static class RunReading
{
    public static StepRun Step(this Run run, string id, int? item = null) => run.Steps.Single(s => s.StepId == id && s.Item == item);

    public static StepStatus Status(this Run run, string id, int? item = null) => run.Step(id, item).Status;
}
