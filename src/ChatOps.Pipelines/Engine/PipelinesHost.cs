using ChatOps.Pipelines.Approvals;
using ChatOps.Pipelines.State;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChatOps.Pipelines.Engine;

/// <summary>
/// Opens the state and, unless <see cref="PipelinesOptions.ResumeUnfinished"/> is off, takes up every unfinished run and
/// closes expired requests at start and every minute.
/// </summary>
internal sealed class PipelinesHost(
    AuditLog audit, RunServices services, RunDispatcher dispatcher, ApprovalDesk desk, ILogger<PipelinesHost> logger) : IHostedService, IAsyncDisposable
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);
    private readonly CancellationTokenSource _stopping = new();
    private ITimer? _sweep;
    private int _isSweeping;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await audit.InitializeAsync(cancellationToken);
        await dispatcher.StartAsync(cancellationToken);
        if (services.Options.ResumeUnfinished)
            await ResumeAsync(cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        if (_sweep is not null)
            await _sweep.DisposeAsync();
        await dispatcher.StopAsync(cancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        _stopping.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task ResumeAsync(CancellationToken cancellationToken)
    {
        await desk.ExpireAsync(cancellationToken);
        var unfinished = await services.State.ReadAsync(
            c => c.Query("SELECT id FROM run WHERE ended_at IS NULL ORDER BY created_at", r => r.GetString(0)), cancellationToken);
        if (unfinished.Count > 0)
            Log.Resuming(logger, unfinished.Count);
        foreach (var run in unfinished)
            dispatcher.Wake(run);
        _sweep = services.Time.CreateTimer(_ => Sweep(), null, SweepEvery, SweepEvery);
    }

    private void Sweep()
    {
        if (Interlocked.Exchange(ref _isSweeping, 1) == 0)
            _ = SweepAsync();
    }

    private async Task SweepAsync()
    {
        try
        {
            await desk.ExpireAsync(_stopping.Token);
        }
        catch (Exception error)
        {
            if (!_stopping.IsCancellationRequested)
                Log.SweepFailed(logger, error);
        }
        finally
        {
            Volatile.Write(ref _isSweeping, 0);
        }
    }
}
