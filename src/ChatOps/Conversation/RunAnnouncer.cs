using System.Collections.Concurrent;
using System.Threading.Channels;
using ChatOps.Cards;
using ChatOps.Conversation.Presentation;
using ChatOps.Pipelines.Runs;

namespace ChatOps.Conversation;

/// <summary>
/// Keeps the cards of runs true: follows the engine's events, shows each run's one card again whenever it changed, and
/// posts the results at the end. It remembers how far it has come, so that a restart loses no message, and nothing that
/// fails stops it.
/// </summary>
internal sealed class RunAnnouncer(RunFeed feed, RunCards cards, ConversationStore store, Outbox outbox, TimeProvider clock, ILogger<RunAnnouncer> logger)
    : BackgroundService
{
    /// <summary>A card changes at most this often; people cannot read faster, and channels limit messages.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(400);

    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(3);

    /// <summary>A card that could not be shown so often in a row is left until its run changes again.</summary>
    private const int MostFailures = 5;

    private readonly ConcurrentDictionary<string, byte> _changed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _failures = new(StringComparer.Ordinal);

    /// <summary>One run's card is shown by one caller at a time, so that an older one never follows a newer.</summary>
    private readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1, 1))];

    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private long _seen;
    private long _done;

    /// <summary>Shows a run's card as it stands now, and its results once it has ended. Does nothing for runs from elsewhere.</summary>
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
        feed.ProgressChanged += MarkChanged;
        try
        {
            await KeepGoingAsync(StartAtPositionAsync, stoppingToken);
            await Task.WhenAll(
                KeepGoingAsync(outbox.DeliverWaitingAsync, stoppingToken),
                KeepGoingAsync(FollowAsync, stoppingToken),
                KeepGoingAsync(RefreshAsync, stoppingToken));
        }
        finally
        {
            feed.ProgressChanged -= MarkChanged;
        }
    }

    /// <summary>Repeats work that failed, after a pause, until it returns or the program stops.</summary>
    private async Task KeepGoingAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await work(cancellationToken);
                return;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                // The program is stopping; the position says where to go on.
                return;
            }
            catch (Exception problem)
            {
                Log.AnnouncerStumbled(logger, problem);
                await Task.Delay(PauseAfterFailure, clock, cancellationToken).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
    }

    private async Task StartAtPositionAsync(CancellationToken cancellationToken)
    {
        var position = await store.FeedPositionAsync(cancellationToken);
        Interlocked.Exchange(ref _done, position);
        Interlocked.Exchange(ref _seen, position);
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        await foreach (var change in feed.ReadAsync(Interlocked.Read(ref _seen), cancellationToken))
        {
            _changed[change.RunId] = 0;
            Interlocked.Exchange(ref _seen, change.Sequence);
            _wake.Writer.TryWrite(true);
        }
    }

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        while (await _wake.Reader.WaitToReadAsync(cancellationToken))
        {
            _wake.Reader.TryRead(out _);
            var upTo = Interlocked.Read(ref _seen);
            var complete = true;
            foreach (var runId in _changed.Keys)
                complete &= await TryAnnounceAsync(runId, cancellationToken);
            if (complete && upTo > Interlocked.Read(ref _done))
            {
                await store.SetFeedPositionAsync(upTo, cancellationToken);
                Interlocked.Exchange(ref _done, upTo);
            }

            await Task.Delay(complete ? Pace : PauseAfterFailure, clock, cancellationToken);
        }
    }

    /// <summary>False when it is to be tried again.</summary>
    private async Task<bool> TryAnnounceAsync(string runId, CancellationToken cancellationToken)
    {
        _changed.TryRemove(runId, out _);
        try
        {
            await AnnounceAsync(runId, cancellationToken);
            _failures.Remove(runId);
            return true;
        }
        catch (Exception problem) when (!cancellationToken.IsCancellationRequested)
        {
            Log.CardNotShown(logger, problem, runId);
            var failures = _failures[runId] = _failures.GetValueOrDefault(runId) + 1;
            if (failures >= MostFailures)
                return _failures.Remove(runId);
            MarkChanged(runId);
            return false;
        }
    }

    private void MarkChanged(string runId)
    {
        _changed[runId] = 0;
        _wake.Writer.TryWrite(true);
    }

    private async Task ShowAsync(string runId, CancellationToken cancellationToken)
    {
        if (await cards.DrawAsync(runId, cancellationToken) is not { IsProposed: true } drawn || Origin.Parse(drawn.Run.Origin) is not { } origin)
            return;
        await DeliverAsync(origin, $"run-{runId}", drawn.Card, cancellationToken);
        await cards.RememberShownAsync(drawn, origin.ConversationId, cancellationToken);
        if (drawn.Run.EndedAt is null)
            return;
        foreach (var (index, result) in ResultCards.Of(drawn.Proposal, drawn.Run, drawn.WasRejected).Index())
            await DeliverAsync(origin, index == 0 ? $"result-{runId}" : $"result-{runId}-{index + 1}", result, cancellationToken);
    }

    private Task DeliverAsync(Origin origin, string id, Card card, CancellationToken cancellationToken) =>
        outbox.SendAsync(origin.Channel, new OutgoingMessage(id, origin.ConversationId, Text: null, card, []), cancellationToken);
}
