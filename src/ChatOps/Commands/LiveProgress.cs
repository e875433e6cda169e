using ChatOps.Conversation.Presentation;
using ChatOps.Pipelines.Runs;

namespace ChatOps.Commands;

/// <summary>Tells on standard error how far a long step is, at most every two seconds.</summary>
internal sealed class LiveProgress : IAsyncDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);

    private readonly RunFeed _feed;
    private readonly RunStore _runs;
    private readonly string _runId;
    private readonly PeriodicTimer _timer = new(Pace);
    private readonly Task _telling;
    private volatile bool _changed;

    public LiveProgress(RunFeed feed, RunStore runs, string runId)
    {
        (_feed, _runs, _runId) = (feed, runs, runId);
        _feed.ProgressChanged += Note;
        _telling = TellAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _feed.ProgressChanged -= Note;
        _timer.Dispose();
        await _telling;
    }

    private void Note(string runId) => _changed |= runId == _runId;

    private async Task TellAsync()
    {
        while (await _timer.WaitForNextTickAsync())
        {
            if (!_changed)
                continue;
            _changed = false;
            foreach (var step in (await _runs.FindAsync(_runId, CancellationToken.None))?.Steps.Where(step => step.Progress is not null) ?? [])
                await Console.Error.WriteLineAsync($"{step.StepId}: {StepLine.Progress(step.Progress!)}");
        }
    }
}
