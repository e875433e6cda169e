using System.Globalization;
using ChatOps.Pipelines.Runs;
using Microsoft.Extensions.Logging;
using Quartz;
using Quartz.Extensibility;

namespace ChatOps.Pipelines.Engine;

/// <summary>
/// Gives runs to Quartz, one job each, and knows which ones have an owner here. Waking a run that has one tells the
/// owner; waking any other queues a job.
/// </summary>
internal sealed class RunDispatcher(RunServices services, ILogger<RunDispatcher> logger) : IAsyncDisposable
{
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(5);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, RunOwner> _owners = [];
    private readonly HashSet<string> _queued = [];
    private readonly Dictionary<string, ITimer> _timers = [];
    private readonly CancellationTokenSource _stopping = new();
    private StandaloneSchedulerFactory? _factory;
    private IScheduler? _scheduler;
    private long _jobs;

    /// <summary>No run has an owner here or waits for one.</summary>
    internal bool IsIdle
    {
        get
        {
            lock (_lock)
                return _owners.Count == 0 && _queued.Count == 0;
        }
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var factory = QuartzSchedulerBuilder.Create(quartz =>
        {
            quartz.UseInMemoryStore();
            quartz.UseDefaultThreadPool(services.Options.MaxParallelRuns);
            quartz.UseJobFactory(new JobFactory(this));
        }).Build();
        _factory = factory;
        _scheduler = await factory.GetScheduler(cancellationToken);
        await _scheduler.Start(cancellationToken);
    }

    /// <summary>Stops taking work, tells every handler and waits for all of them, or for the token.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        if (_scheduler is not null)
            await _scheduler.Shutdown(true, cancellationToken);
    }

    /// <summary>Something has changed for the run: somebody decided, or it is due.</summary>
    public void Wake(string runId)
    {
        lock (_lock)
        {
            if (_timers.Remove(runId, out var timer))
                timer.Dispose();
            if (_stopping.IsCancellationRequested)
                return;
            if (_owners.TryGetValue(runId, out var owner))
                owner.Poke();
            else if (_queued.Add(runId))
                _ = QueueAsync(runId);
        }
    }

    /// <summary>The run has been ended; its owner, if it has one here, stops its handlers.</summary>
    public void Abandon(string runId)
    {
        lock (_lock)
            if (_owners.TryGetValue(runId, out var owner))
                owner.Abandon();
    }

    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            foreach (var timer in _timers.Values)
                timer.Dispose();
            _timers.Clear();
        }

        if (_factory is not null)
            await _factory.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task QueueAsync(string runId)
    {
        try
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{runId}/{Interlocked.Increment(ref _jobs)}");
            var job = JobBuilder.Create<RunJob>().WithIdentity(name, "runs").UsingJobData("run", runId).Build();
            var trigger = TriggerBuilder.Create().WithIdentity(name, "runs").StartNow().Build();
            await _scheduler!.ScheduleJob(job, trigger, cancellationToken: _stopping.Token);
        }
        catch (Exception error)
        {
            lock (_lock)
                _queued.Remove(runId);
            if (_stopping.IsCancellationRequested)
                return;
            Log.RunPostponed(logger, error, runId);
            WakeAt(runId, services.Time.GetUtcNow() + PauseAfterFault);
        }
    }

    private async Task WorkAsync(string runId)
    {
        var owner = new RunOwner(runId, services, runs => { foreach (var run in runs) Wake(run); }, _stopping.Token);
        lock (_lock)
        {
            _queued.Remove(runId);
            if (_stopping.IsCancellationRequested || !_owners.TryAdd(runId, owner))
            {
                owner.Dispose();
                return;
            }
        }

        DateTimeOffset? next = null;
        try
        {
            await owner.RunAsync();
            next = owner.NextRetry;
        }
        catch (Exception error)
        {
            next = await OnFaultAsync(runId, error);
        }

        lock (_lock)
        {
            _owners.Remove(runId);
            owner.Dispose();
            if (owner.HasPosted && !owner.IsAbandoned)
                next = services.Time.GetUtcNow();
        }

        if (next is { } at && !_stopping.IsCancellationRequested)
            WakeAt(runId, at);
    }

    /// <summary>A disk that refuses is waited for; anything else is a fault of ours and ends the run with its number.</summary>
    private async Task<DateTimeOffset?> OnFaultAsync(string runId, Exception error)
    {
        if (_stopping.IsCancellationRequested)
            return null;
        var now = services.Time.GetUtcNow();
        if (error is State.StateUnavailableException)
        {
            Log.RunPostponed(logger, error, runId);
            return now + PauseAfterFault;
        }

        var message = Incidents.Report(logger, error, runId, services.Time);
        try
        {
            await services.State.WriteAsync(
                c =>
                {
                    if (RunRow.Find(c, runId) is { EndedAt: null } run)
                        RunEnding.End(c, services.Audit, run, RunStatus.Failed, message, "engine", now, (_, row) =>
                            row.StartedAt is null ? (StepStatus.Skipped, "Not run, because the run failed.") : (StepStatus.Failed, message));
                    return true;
                },
                _stopping.Token);
            return null;
        }
        catch (Exception second)
        {
            Log.RunPostponed(logger, second, runId);
            return now + PauseAfterFault;
        }
    }

    private void WakeAt(string runId, DateTimeOffset at)
    {
        var delay = at - services.Time.GetUtcNow();
        if (delay <= TimeSpan.Zero)
        {
            Wake(runId);
            return;
        }

        lock (_lock)
        {
            if (_stopping.IsCancellationRequested)
                return;
            if (_timers.Remove(runId, out var earlier))
                earlier.Dispose();
            _timers[runId] = services.Time.CreateTimer(_ => Wake(runId), null, delay, Timeout.InfiniteTimeSpan);
        }
    }

    private sealed class RunJob(RunDispatcher dispatcher) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
            await dispatcher.WorkAsync(context.MergedJobDataMap.GetString("run")!);
    }

    private sealed class JobFactory(RunDispatcher dispatcher) : IJobFactory
    {
        public ValueTask<JobScope> CreateJob(TriggerFiredBundle bundle, IScheduler scheduler, CancellationToken cancellationToken) =>
            ValueTask.FromResult(new JobScope(new RunJob(dispatcher)));

        public ValueTask ReturnJob(JobScope job, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }
}
