using System.Text.Json;
using ChatOps.Pipelines.Approvals;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Runs;
using ChatOps.Pipelines.Validation;

namespace ChatOps.Pipelines.Engine;

/// <summary>How attempts start, end and are repeated.</summary>
internal sealed partial class RunOwner
{
    private WorkState? _suspect;
    private WorkState? _suspectToLaunch;

    private void StartWhatFits()
    {
        var postponed = new List<WorkState>();
        while (_running < _services.Options.MaxParallelSteps && _startable.TryDequeue(out var work))
        {
            if (work.Row.HasEnded)
                continue;
            if (work.IsSuspect && !TryEnterSuspects(work))
                postponed.Add(work);
            else
                Start(work);
        }

        // Told by Poke when the other suspect has ended.
        foreach (var work in postponed)
            _startable.Enqueue(work);
    }

    private void Start(WorkState work)
    {
        var step = work.Step;
        var handler = _services.Catalog.FindHandler(step.Definition.Type)!;
        JsonElement with;
        try
        {
            with = Template.Resolve(step.Definition.With.OrEmpty(), _memory.Scope(work.Value));
        }
        catch (ExpressionException error)
        {
            LeaveSuspects(work);
            Fail(work, error.Message);
            return;
        }

        var problems = JsonSchemaCheck.Check(handler.Type.InputSchema, with);
        if (problems.Count > 0)
        {
            LeaveSuspects(work);
            Fail(work, $"Its input does not fit {handler.Type.Name}: {string.Join("; ", problems.Take(5).Select(p => p.Message))}.");
            return;
        }

        var row = work.Row;
        work.Row = row with
        {
            Status = StepStatus.Running,
            Attempt = row.Attempt + 1,
            IsOpen = true,
            NextAt = null,
            Error = null,
            StartedAt = row.StartedAt ?? _services.Time.GetUtcNow(),
        };
        MarkStarted();
        Save(work, RunEventKind.StepStarted, $$"""{"attempt":{{work.Row.Attempt}}}""");
        Audit(work, handler.Type, "step.started");
        _running++;
        var started = work.Row;
        _launches.Add(() => _ = AttemptAsync(work, handler, with, started));
    }

    private async Task AttemptAsync(WorkState work, IStepHandler handler, JsonElement with, StepRow row)
    {
        _beside++;
        var step = work.Step;
        var context = new AttemptContext(_memory.Row, step.Definition, row, with, _lease, _services.State, _services.Progress);
        var outcome = await new StepAttempt(_services.Time, _services.Logger).RunAsync(
            handler, context, step.Definition.Timeout ?? handler.Type.DefaultTimeout, _interrupt.Token);
        var after = step.Targets.Count > 0 && outcome is not AttemptOutcome.Interrupted ? await TargetsAfterAsync(step, with, context.IdempotencyKey) : [];
        _services.Progress.Clear(_runId, step.Definition.Id, work.Item);
        _posted.Writer.TryWrite(() => OnAttemptEnded(work, outcome, after));
    }

    private void OnAttemptEnded(WorkState work, AttemptOutcome outcome, IReadOnlyList<CoveredTarget> after)
    {
        _running--;
        _beside--;
        LeaveSuspects(work);
        if (_abandoned)
            return;
        AdvanceTargets(work.Step, after);
        switch (outcome)
        {
            case AttemptOutcome.Succeeded success:
                Succeed(work, success.Output);
                break;
            case AttemptOutcome.Failed failure:
                FailOrRetry(work, failure);
                break;
            default:
                // The program stops in good order: that is no death and no failure.
                work.Row = work.Row with { IsOpen = false, NextAt = _services.Time.GetUtcNow() };
                Save(work, null);
                break;
        }
    }

    private void FailOrRetry(WorkState work, AttemptOutcome.Failed failure)
    {
        var failures = work.Row.Failures + 1;
        work.Row = work.Row with { Failures = failures };
        var retry = work.Step.Definition.Retry;
        if (!failure.IsTransient || retry is null || failures >= retry.Attempts)
        {
            Fail(work, failure.Message);
            return;
        }

        var next = _services.Time.GetUtcNow() + Delay(retry, failures);
        work.Row = work.Row with { IsOpen = false, NextAt = next, Error = failure.Message, Status = StepStatus.Running };
        Save(work, RunEventKind.StepRetrying, RunEvents.Data("error", failure.Message));
        _retries.Enqueue(work, next);
    }

    internal static TimeSpan Delay(RetryPolicy retry, int failures)
    {
        var factor = retry.Backoff == Backoff.Exponential ? Math.Pow(2, failures - 1) : 1;
        return TimeSpan.FromSeconds(Math.Min(retry.Delay.TotalSeconds * factor, DefinitionLimits.MaxDelay.TotalSeconds));
    }

    private bool TryEnterSuspects(WorkState work)
    {
        if (!_services.Suspects.TryEnter(_runId))
            return false;
        _suspect = _suspectToLaunch = work;
        return true;
    }

    private void LeaveSuspects(WorkState work)
    {
        if (_suspect != work)
            return;
        _suspect = _suspectToLaunch = null;
        _wake([_runId, .. _services.Suspects.Leave()]);
    }

    /// <summary>Reading steps stand in the entry that ends the run; whatever reaches outside has entries of its own.</summary>
    private void Audit(WorkState work, StepType? type, string kind)
    {
        if (type is null or { Risk: RiskClass.Read })
            return;
        var (row, step, item) = (work.Row, work.Step.Definition, work.Item);
        var requestedBy = _memory.Row.RequestedBy;
        _changes.Add(c => _services.Audit.Append(c, new State.AuditEntry(kind, requestedBy, _runId, CompactJson.Build(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("step", step.Id);
            writer.WriteString("type", step.Type);
            if (item is { } index)
                writer.WriteNumber("item", index);
            writer.WriteNumber("attempt", row.Attempt);
            writer.WriteString("status", row.Status.ToString());
            writer.WriteEndObject();
        }))));
    }
}
