using ChatOps.Pipelines.State;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChatOps.Channels.DirectLine;

/// <summary>At start, hands in what people said just before a crash: it was stored, and its turn may not have been.</summary>
internal sealed class LateHandIn(ActivityStore store, DirectLineInbox inbox, TimeProvider time, ILogger<LateHandIn> logger) : BackgroundService
{
    /// <summary>How long to wait for the state database to take writes again.</summary>
    private static readonly TimeSpan StatePause = TimeSpan.FromSeconds(5);

    private IReadOnlyList<WaitingTurn> _waiting = [];

    /// <summary>Reads before anybody can send, so that a message that is being taken is not mistaken for a left one.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _waiting = await store.WaitingTurnsAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var turn in _waiting)
        {
            while (!await TryHandInAsync(turn, stoppingToken))
                await Task.Delay(StatePause, time, stoppingToken);
        }
    }

    private async Task<bool> TryHandInAsync(WaitingTurn turn, CancellationToken cancellationToken)
    {
        try
        {
            await inbox.HandInLateAsync(turn, cancellationToken);
            return true;
        }
        catch (StateUnavailableException problem)
        {
            DirectLineLog.LateHandInWaits(logger, problem);
            return false;
        }
    }
}
