using System.Text.Json;
using ChatOps.Pipelines.Approvals;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Runs;
using ChatOps.Pipelines.Validation;

namespace ChatOps.Pipelines.Engine;

/// <summary>How a step becomes ready, begins and ends.</summary>
internal sealed partial class RunOwner
{
    /// <summary>All needs have succeeded: decide whether, on what and under whose decision the step runs.</summary>
    private void Prepare(StepState step)
    {
        if (step.HasEnded || step.IsAtGate)
            return;
        if (_services.Catalog.Find(step.Definition.Type) is null)
        {
            Fail(step.Itself, $"This version of the program has no step type '{step.Definition.Type}'. Start a version that has it, or change the pipeline.");
            return;
        }

        try
        {
            if (!step.HasStarted && step.References.Condition is { } condition && !condition.Evaluate(_memory.Scope(null)))
            {
                End(step.Itself, StepStatus.Skipped, "Its condition was false.");
                return;
            }

            if (step.Definition.ForEach is not null && step.Items.Count == 0)
                step.MakeItems(ItemsOf(step));
            if (step.Definition.ForEach is not null && step.Items.Count == 0)
                Succeed(step.Itself, null);
            else if (_services.Gatekeeper.MayNeedDecision(step.Definition.Type))
                SendToGate(step);
            else
                Begin(step);
        }
        catch (ExpressionException error)
        {
            Fail(step.Itself, error.Message);
        }
    }

    private IReadOnlyList<JsonElement> ItemsOf(StepState step)
    {
        var list = _memory.Scope(null).Resolve(step.References.ForEach
            ?? throw new ExpressionException($"'{step.Definition.ForEach}' is not a path."));
        if (list.ValueKind != JsonValueKind.Array)
            throw new ExpressionException($"'{step.Definition.ForEach}' is not a list, so forEach has no items.");
        return list.GetArrayLength() <= DefinitionLimits.MaxItems
            ? [.. list.EnumerateArray()]
            : throw new ExpressionException($"'{step.Definition.ForEach}' has {list.GetArrayLength()} items; forEach takes at most {DefinitionLimits.MaxItems}.");
    }

    /// <summary>The gate is open: attempts may start.</summary>
    private void Begin(StepState step)
    {
        if (step.Definition.ForEach is null)
        {
            Enqueue(step.Itself);
            return;
        }

        if (!step.HasBegun)
        {
            step.HasBegun = true;
            if (step.Itself.Row.Status != StepStatus.Running)
            {
                step.Itself.Row = step.Itself.Row with { Status = StepStatus.Running, StartedAt = step.Itself.Row.StartedAt ?? _services.Time.GetUtcNow() };
                Save(step.Itself, RunEventKind.StepStarted, $$"""{"items":{{step.Items.Count}}}""");
                MarkStarted();
            }

            foreach (var item in step.Items.Where(i => !i.Row.HasEnded))
                Enqueue(item);
        }

        if (step.OpenItems == 0)
            Summarise(step);
    }

    private void Enqueue(WorkState work)
    {
        if (work.Row.NextAt is { } at && at > _services.Time.GetUtcNow())
            _retries.Enqueue(work, at);
        else
            _startable.Enqueue(work);
    }

    private void Succeed(WorkState work, string? output)
    {
        work.Row = work.Row with
        {
            Status = StepStatus.Succeeded,
            Output = output,
            Error = null,
            IsOpen = false,
            NextAt = null,
            EndedAt = _services.Time.GetUtcNow(),
        };
        Save(work, RunEventKind.StepSucceeded);
        Audit(work, _services.Catalog.Find(work.Step.Definition.Type), "step.ended");
        Settle(work);
    }

    private void Fail(WorkState work, string message) => End(work, StepStatus.Failed, message);

    private void End(WorkState work, StepStatus status, string message)
    {
        work.Row = work.Row with { Status = status, Error = message, IsOpen = false, NextAt = null, EndedAt = _services.Time.GetUtcNow() };
        Save(
            work,
            status switch { StepStatus.Skipped => RunEventKind.StepSkipped, StepStatus.Parked => RunEventKind.StepParked, _ => RunEventKind.StepFailed },
            RunEvents.Data("error", message));
        Audit(work, _services.Catalog.Find(work.Step.Definition.Type), "step.ended");
        Settle(work);
    }

    private void Settle(WorkState work)
    {
        var step = work.Step;
        if (work.Item is not null)
        {
            if (--step.OpenItems == 0)
                Summarise(step);
            return;
        }

        _memory.Unended--;
        LetGo(step);
        if (work.Row.Status != StepStatus.Succeeded)
        {
            SkipBehind(step);
            return;
        }

        foreach (var dependent in _memory.Dependents(step))
            if (--dependent.MissingNeeds == 0 && !dependent.HasEnded)
                _ready.Enqueue(dependent);
    }

    /// <summary>All items have ended; every one was tried, since they do not depend on each other.</summary>
    private void Summarise(StepState step)
    {
        var parked = step.Items.FirstOrDefault(i => i.Row.Status == StepStatus.Parked);
        var failed = step.Items.Where(i => i.Row.Status == StepStatus.Failed).ToList();
        if (parked is not null)
            End(step.Itself, StepStatus.Parked, $"Item {parked.Item}: {parked.Row.Error}");
        else if (failed.Count > 0)
            Fail(step.Itself, $"{failed.Count} of {step.Items.Count} items failed. Item {failed[0].Item}: {failed[0].Row.Error}");
        else
            Succeed(step.Itself, null);
    }

    /// <summary>Nothing behind a step without success ever runs; a queue, since chains may be long.</summary>
    private void SkipBehind(StepState ended)
    {
        var open = new Queue<StepState>([ended]);
        while (open.TryDequeue(out var step))
            foreach (var dependent in _memory.Dependents(step).Where(d => !d.HasEnded))
            {
                dependent.Itself.Row = dependent.Itself.Row with
                {
                    Status = StepStatus.Skipped,
                    Error = $"Not run, because '{step.Definition.Id}' {Fate(step.Itself.Row.Status)}.",
                    EndedAt = _services.Time.GetUtcNow(),
                };
                Save(dependent.Itself, RunEventKind.StepSkipped, RunEvents.Data("error", dependent.Itself.Row.Error));
                _memory.Unended--;
                open.Enqueue(dependent);
            }
    }

    private static string Fate(StepStatus status) => status switch
    {
        StepStatus.Skipped => "was skipped",
        StepStatus.Parked => "was set aside",
        StepStatus.Cancelled => "was cancelled",
        _ => "failed",
    };

    private void MarkStarted()
    {
        if (_memory.Row.StartedAt is not null)
            return;
        var now = _services.Time.GetUtcNow();
        _memory.Row = _memory.Row with { StartedAt = now, Status = RunStatus.Running };
        _changes.Add(c =>
        {
            State.SqliteCommands.Run(c, "UPDATE run SET started_at=?2, status='Running' WHERE id=?1", _runId, now);
            RunEvents.Append(c, _runId, RunEventKind.RunStarted, null, null, now);
        });
    }
}
