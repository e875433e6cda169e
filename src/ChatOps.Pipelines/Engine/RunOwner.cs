using System.Text.Json;
using System.Threading.Channels;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Runs;
using Microsoft.Data.Sqlite;

namespace ChatOps.Pipelines.Engine;

/// <summary>
/// Carries one run forward. All of its state is touched by this one loop only: attempts and looks at targets run
/// beside it and post what they found. Each turn takes everything that was posted, commits all transitions that
/// follow in one write, and only then starts what they allow. When nothing is under way it returns, so waiting for a
/// decision or for a retry holds neither a thread nor a place among the runs.
/// </summary>
internal sealed partial class RunOwner : IDisposable
{
    private readonly string _runId;
    private readonly RunServices _services;
    private readonly Action<IReadOnlyList<string>> _wake;
    private readonly CancellationToken _stopping;
    private readonly CancellationTokenSource _interrupt;
    private readonly Channel<Action> _posted = Channel.CreateUnbounded<Action>(new() { SingleReader = true });
    private readonly List<Action<SqliteConnection>> _changes = [];
    private readonly List<Action> _launches = [];
    private readonly Queue<StepState> _ready = new();
    private readonly Queue<WorkState> _startable = new();
    private readonly PriorityQueue<WorkState, DateTimeOffset> _retries = new();
    private readonly List<StepState> _waitingForDecision = [];
    private RunMemory _memory = null!;
    private RunLease _lease = null!;
    private int _beside;
    private int _running;
    private volatile bool _abandoned;

    /// <param name="wake">Wakes other runs that wait for what this one has let go.</param>
    public RunOwner(string runId, RunServices services, Action<IReadOnlyList<string>> wake, CancellationToken stopping)
    {
        (_runId, _services, _wake, _stopping) = (runId, services, wake, stopping);
        _interrupt = CancellationTokenSource.CreateLinkedTokenSource(stopping);
    }

    /// <summary>When the next retry is due.</summary>
    public DateTimeOffset? NextRetry => _retries.TryPeek(out _, out var at) ? at : null;

    /// <summary>Another owner has the run, or it has ended.</summary>
    public bool IsAbandoned => _abandoned;

    /// <summary>Something was posted that the last turn has not seen.</summary>
    public bool HasPosted => _posted.Reader.TryPeek(out _);

    /// <summary>Decisions or places have changed: look again at what waits.</summary>
    public void Poke() => _posted.Writer.TryWrite(() =>
    {
        foreach (var step in _waitingForDecision)
            _ready.Enqueue(step);
        _waitingForDecision.Clear();
        LookAgainAtBlocked();
    });

    /// <summary>The run has ended elsewhere: tell the handlers, wait for them, commit nothing.</summary>
    public void Abandon()
    {
        _abandoned = true;
        _interrupt.Cancel();
        _posted.Writer.TryWrite(() => { });
    }

    /// <summary>After <see cref="RunAsync"/>, once nobody can call <see cref="Abandon"/> any more.</summary>
    public void Dispose() => _interrupt.Dispose();

    /// <summary>Returns when the run has ended or nothing can go on by itself.</summary>
    public async Task RunAsync()
    {
        using var stop = _stopping.Register(() => _posted.Writer.TryWrite(() => { }));
        if (!await TakeAsync())
            return;
        try
        {
            await LoopAsync();
        }
        catch
        {
            // Nobody records what the handlers do from here on, so they must not go on.
            DropLaunches();
            Abandon();
            await LoopAsync();
            throw;
        }
        finally
        {
            if (_suspect is { } suspect)
                LeaveSuspects(suspect);
        }
    }

    private async Task LoopAsync()
    {
        while (true)
        {
            while (_posted.Reader.TryRead(out var act))
                act();
            if (!_abandoned)
                await TurnAsync();
            if (_beside == 0 && (_abandoned || _memory.Unended == 0 || _stopping.IsCancellationRequested || !HasPosted))
                return;
            await WaitAsync();
        }
    }

    /// <summary>Until something is posted; a retry that falls due beside a long step posts by itself.</summary>
    private async Task WaitAsync()
    {
        ITimer? alarm = null;
        if (!_abandoned && !_stopping.IsCancellationRequested && NextRetry is { } at)
        {
            var delay = at - _services.Time.GetUtcNow();
            alarm = _services.Time.CreateTimer(
                _ => _posted.Writer.TryWrite(() => { }), null, delay > TimeSpan.Zero ? delay : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }

        await _posted.Reader.WaitToReadAsync(CancellationToken.None);
        alarm?.Dispose();
    }

    private async Task<bool> TakeAsync()
    {
        var now = _services.Time.GetUtcNow();
        if (await _services.State.WriteAsync(c => RunClaim.Take(c, _runId, now), _stopping) is not { } memory)
            return false;
        _memory = memory;
        _lease = new RunLease(_services.State, _runId, memory.Row.Epoch, _services.Time, _services.Logger, _stopping);
        foreach (var step in memory.Steps)
        {
            if (step.HasEnded && step.Itself.Row.Status != StepStatus.Succeeded)
                SkipBehind(step);
            else if (!step.HasEnded && step.MissingNeeds == 0)
                _ready.Enqueue(step);
        }

        return true;
    }

    private async Task TurnAsync()
    {
        if (!_stopping.IsCancellationRequested)
        {
            TakeDueRetries();
            while (_ready.TryDequeue(out var step))
                Prepare(step);
            StartWhatFits();
        }

        if (_memory.Unended == 0)
            Finish();
        else
            SetStatus();
        if (_changes.Count > 0)
        {
            Action<SqliteConnection>[] changes = [.. _changes];
            _changes.Clear();
            try
            {
                await _lease.CommitAsync(c =>
                {
                    foreach (var change in changes)
                        change(c);
                    return true;
                });
            }
            catch (StaleRunException)
            {
                Log.RunLost(_services.Logger, _runId);
                DropLaunches();
                Abandon();
                return;
            }
        }

        foreach (var launch in _launches)
            launch();
        _launches.Clear();
        _suspectToLaunch = null;
    }

    private void DropLaunches()
    {
        _launches.Clear();
        if (_suspectToLaunch is { } suspect)
            LeaveSuspects(suspect);
    }

    private void TakeDueRetries()
    {
        var now = _services.Time.GetUtcNow();
        while (_retries.TryPeek(out var work, out var at) && at <= now)
        {
            _retries.Dequeue();
            // A step that runs once passes the gate again, since its targets may have changed during the delay.
            if (work.Item is null && !work.Row.HasEnded)
                _ready.Enqueue(work.Step);
            else
                _startable.Enqueue(work);
        }
    }

    /// <summary>A run that waits stays so while its targets are only looked at, so that a look tells nobody that it is at work.</summary>
    private void SetStatus()
    {
        var isAtWork = _running > 0 || _retries.Count > 0 || _startable.Count > 0;
        var isWaiting = !isAtWork && _beside == 0 && _launches.Count == 0 && _waitingForDecision.Count > 0;
        var before = _memory.Row.Status;
        var status = isWaiting ? RunStatus.WaitingForApproval
            : isAtWork && _memory.Row.StartedAt is not null ? RunStatus.Running
            : before;
        if (status == before)
            return;
        _memory.Row = _memory.Row with { Status = status };
        var (kind, now) = (isWaiting ? RunEventKind.RunWaiting : RunEventKind.RunResumed, _services.Time.GetUtcNow());
        _changes.Add(c =>
        {
            State.SqliteCommands.Run(c, "UPDATE run SET status=?2 WHERE id=?1", _runId, status);
            RunEvents.Append(c, _runId, kind, null, null, now);
        });
    }

    private void Finish()
    {
        var failed = _memory.Steps.FirstOrDefault(s => s.Itself.Row.Status == StepStatus.Failed);
        var parked = _memory.Steps.FirstOrDefault(s => s.Itself.Row.Status == StepStatus.Parked);
        var (status, error) = (parked, failed) switch
        {
            ({ } step, _) => (RunStatus.Parked, $"{Title(step)}: {step.Itself.Row.Error}"),
            (_, { } step) => (RunStatus.Failed, $"{Title(step)}: {step.Itself.Row.Error}"),
            _ => (RunStatus.Succeeded, (string?)null),
        };
        var output = status == RunStatus.Succeeded ? Output() : null;
        var (row, now) = (_memory.Row, _services.Time.GetUtcNow());
        _changes.Add(c => RunEnding.Close(c, _services.Audit, row, status, output, error, "engine", now));
    }

    /// <summary>A value whose step was skipped is null; the rest of the output still holds.</summary>
    private string? Output()
    {
        var declared = _memory.Row.Definition.Output;
        if (declared.ValueKind != JsonValueKind.Object)
            return null;
        var scope = _memory.Scope(null);
        return CompactJson.Build(writer =>
        {
            writer.WriteStartObject();
            foreach (var property in declared.EnumerateObject())
            {
                writer.WritePropertyName(property.Name);
                OrNull(property.Value, scope).WriteTo(writer);
            }

            writer.WriteEndObject();
        }).GetRawText();
    }

    private static JsonElement OrNull(JsonElement value, ExpressionScope scope)
    {
        try
        {
            return Template.Resolve(value, scope);
        }
        catch (ExpressionException)
        {
            return CompactJson.Null;
        }
    }

    private string Title(StepState step) =>
        step.Definition.Title ?? _services.Catalog.Find(step.Definition.Type)?.Title ?? step.Definition.Id;

    private void Save(WorkState work, RunEventKind? kind, string data = "{}")
    {
        var (row, now) = (work.Row, _services.Time.GetUtcNow());
        var (stepId, item) = (work.Step.Definition.Id, work.Item);
        _changes.Add(c =>
        {
            row.Save(c, _runId);
            if (kind is { } happened)
                RunEvents.Append(c, _runId, happened, stepId, item, now, data);
        });
    }
}
