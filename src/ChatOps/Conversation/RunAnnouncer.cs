using System.Collections.Concurrent;
using ChatOps.Cards;
using ChatOps.Conversation.Presentation;
using ChatOps.Pipelines.Approvals;
using ChatOps.Pipelines.Engine;
using ChatOps.Pipelines.Runs;
using ChatOps.Pipelines.State;

namespace ChatOps.Conversation;

/// <summary>
/// Keeps the cards of runs true: follows the engine's events, shows each run's one card again whenever it changed, and
/// posts the result at the end. It remembers how far it has come, so that a restart loses no message.
/// </summary>
internal sealed class RunAnnouncer(
    RunFeed feed, RunStore runs, ApprovalStore approvals, ConversationStore store, StepCatalog types, Outbox outbox, TimeProvider clock, ILogger<RunAnnouncer> logger)
    : BackgroundService
{
    /// <summary>A card changes at most this often; people cannot read faster, and channels limit messages.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(400);

    private readonly ConcurrentDictionary<string, byte> _changed = new(StringComparer.Ordinal);
    /// <summary>One run's card is shown by one caller at a time, so that an older one never follows a newer.</summary>
    private readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1, 1))];
    private readonly SemaphoreSlim _wake = new(0);
    private long _seen;
    private long _done;

    /// <summary>Shows a run's card as it stands now, and its result once it has ended. Does nothing for runs from elsewhere.</summary>
    public async Task AnnounceAsync(string runId, CancellationToken cancellationToken)
    {
        var turn = _turns[(uint)runId.GetHashCode(StringComparison.Ordinal) % (uint)_turns.Length];
        await turn.WaitAsync(cancellationToken);
        try
        {
            await ShowAsync(runId, cancellationToken);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Completes when every event committed so far has reached its cards.</summary>
    public async Task WhenShownAsync(CancellationToken cancellationToken)
    {
        var latest = await feed.LatestAsync(cancellationToken);
        while (Interlocked.Read(ref _done) < latest || !_changed.IsEmpty)
            await Task.Delay(TimeSpan.FromMilliseconds(20), clock, cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await outbox.DeliverWaitingAsync(stoppingToken);
        var position = await store.FeedPositionAsync(stoppingToken);
        Interlocked.Exchange(ref _done, position);
        Interlocked.Exchange(ref _seen, position);
        feed.ProgressChanged += MarkChanged;
        try
        {
            await Task.WhenAll(FollowAsync(position, stoppingToken), RefreshAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program is stopping; the position says where to go on.
        }
        finally
        {
            feed.ProgressChanged -= MarkChanged;
        }
    }

    private async Task FollowAsync(long position, CancellationToken cancellationToken)
    {
        await foreach (var change in feed.ReadAsync(position, cancellationToken))
        {
            _changed[change.RunId] = 0;
            Interlocked.Exchange(ref _seen, change.Sequence);
            _wake.Release();
        }
    }

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await _wake.WaitAsync(cancellationToken);
            var upTo = Interlocked.Read(ref _seen);
            var complete = true;
            foreach (var runId in _changed.Keys)
                complete &= await TryAnnounceAsync(runId, cancellationToken);
            if (complete && upTo > Interlocked.Read(ref _done))
            {
                await store.SetFeedPositionAsync(upTo, cancellationToken);
                Interlocked.Exchange(ref _done, upTo);
            }

            await Task.Delay(Pace, clock, cancellationToken);
        }
    }

    private async Task<bool> TryAnnounceAsync(string runId, CancellationToken cancellationToken)
    {
        _changed.TryRemove(runId, out _);
        try
        {
            await AnnounceAsync(runId, cancellationToken);
            return true;
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            Log.CardNotShown(logger, problem, runId);
            MarkChanged(runId);
            return false;
        }
    }

    private void MarkChanged(string runId)
    {
        _changed[runId] = 0;
        _wake.Release();
    }

    private async Task ShowAsync(string runId, CancellationToken cancellationToken)
    {
        if (await runs.FindAsync(runId, cancellationToken) is not { } run
            || Origin.Parse(run.Origin) is not { } origin
            || await store.FindProposalAsync(runId, cancellationToken) is not { } proposal)
        {
            return;
        }

        var requests = await approvals.ForRunAsync(runId, cancellationToken);
        await DeliverAsync(origin, $"run-{runId}", RunCard.Show(proposal, run, requests, types), cancellationToken);
        await store.SetShownHashAsync(runId, requests.FirstOrDefault(request => request.State == ApprovalState.Open)?.PlanHash, cancellationToken);
        if (run.EndedAt is not null && ResultCards.Of(proposal, run) is { } result)
            await DeliverAsync(origin, $"result-{runId}", result, cancellationToken);
    }

    private Task DeliverAsync(Origin origin, string id, Card card, CancellationToken cancellationToken) =>
        outbox.SendAsync(origin.Channel, new OutgoingMessage(id, origin.ConversationId, Text: null, card, []), cancellationToken);
}
