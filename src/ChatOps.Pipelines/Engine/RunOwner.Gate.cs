using System.Collections.Concurrent;
using System.Text.Json;
using ChatOps.Pipelines.Approvals;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Runs;
using ChatOps.Pipelines.State;
using Microsoft.Data.Sqlite;

namespace ChatOps.Pipelines.Engine;

/// <summary>How a step gets past the people who must agree.</summary>
internal sealed partial class RunOwner
{
    private readonly HashSet<string> _heldTargets = [];
    private readonly List<StepState> _blocked = [];
    private readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, CoveredStep>> _covers = new();

    private void SendToGate(StepState step)
    {
        var covered = new CoveredStep(step.Definition.Id, step.Definition.Type, WithsOf(step));
        var certain = CertainBehind(step);
        step.IsAtGate = true;
        _launches.Add(() =>
        {
            _beside++;
            _ = Task.Run(() => GateAsync(step, covered, certain), CancellationToken.None);
        });
    }

    /// <summary>Steps behind this one that may need a decision too and whose work is known by now, so that people are asked once for all of it.</summary>
    private List<CoveredStep> CertainBehind(StepState step)
    {
        var (found, seen, open) = (new List<CoveredStep>(), new HashSet<StepState> { step }, new Queue<StepState>([step]));
        while (open.TryDequeue(out var before))
        {
            foreach (var dependent in _memory.Dependents(before).Where(d => !d.HasEnded && seen.Add(d)))
            {
                open.Enqueue(dependent);
                if (_services.Gatekeeper.MayNeedDecision(dependent.Definition.Type) && CertainWiths(dependent) is { Count: > 0 } withs)
                    found.Add(new CoveredStep(dependent.Definition.Id, dependent.Definition.Type, withs));
            }
        }

        return found;
    }

    /// <summary>Null while something of the step depends on what has not run, or its condition keeps it from running.</summary>
    private IReadOnlyList<JsonElement>? CertainWiths(StepState step)
    {
        try
        {
            var with = step.Definition.With.OrEmpty();
            if (step.References.Condition is { } condition && !condition.Evaluate(_memory.Scope(null)))
                return null;
            return step.Definition.ForEach is null
                ? [Template.Resolve(with, _memory.Scope(null))]
                : [.. ItemsOf(step).Select(item => Template.Resolve(with, _memory.Scope(item)))];
        }
        catch (ExpressionException)
        {
            return null;
        }
    }

    private IReadOnlyList<JsonElement> WithsOf(StepState step)
    {
        var with = step.Definition.With.OrEmpty();
        return step.Definition.ForEach is null
            ? [Template.Resolve(with, _memory.Scope(null))]
            : [.. step.Items.Select(i => Template.Resolve(with, _memory.Scope(i.Value)))];
    }

    private async Task GateAsync(StepState step, CoveredStep covered, IReadOnlyList<CoveredStep> certain)
    {
        Action pass;
        try
        {
            pass = await ExamineAsync(step, covered, certain);
        }
        catch (StepFailedException error)
        {
            pass = () => FailAtGate(step, error.Message, error.IsTransient);
        }
        catch (StateUnavailableException error)
        {
            pass = () => FailAtGate(step, error.Message, error.IsTransient);
        }
        catch (OperationCanceledException) when (_interrupt.IsCancellationRequested)
        {
            pass = () => { };
        }
        catch (Exception error)
        {
            var message = Incidents.Report(_services.Logger, error, $"{_runId}/{covered.StepId}", _services.Time);
            pass = () => FailAtGate(step, message, isTransient: false);
        }

        _posted.Writer.TryWrite(() =>
        {
            _beside--;
            step.IsAtGate = false;
            if (!_abandoned)
                pass();
        });
    }

    /// <summary>Runs beside the loop; what it returns runs in it.</summary>
    private async Task<Action> ExamineAsync(StepState step, CoveredStep covered, IReadOnlyList<CoveredStep> certain)
    {
        var token = _interrupt.Token;
        var found = await _services.State.ReadAsync(c => FindRequest(c, covered.StepId), token);
        if (found is { State: ApprovalState.Open })
            return () => WaitForDecision(step);
        if (await _services.Gatekeeper.ExamineAsync(covered, token) is not { } plan)
            return () => Begin(step);
        if (found is null)
        {
            var whole = await WithAsync(plan, certain, token);
            return () => Ask(step, whole);
        }

        // After a crash in mid-step half of its own effects may show in what it changes, and nobody can tell them from drift.
        var ownEffectsMayShow = step.WasCutOff && _services.Catalog.Find(covered.Type)!.Risk >= RiskClass.Write;
        var differences = Gatekeeper.Differences(found.Targets, plan.Targets, withFingerprints: !ownEffectsMayShow);
        if (!IsSame(covered, found.Covers[covered.StepId]))
            differences = [.. differences, $"the input of '{covered.StepId}' has changed"];
        if (differences.Count == 0)
            return () => BeginHolding(step, plan.Targets);
        var fresh = await RefreshAsync(found.Covers.Values, plan, token);
        return () => AskAgain(step, found.Id, fresh, differences);
    }

    /// <summary>The plan and what is certain behind it, as far as nobody was asked about that before.</summary>
    private async Task<ApprovalPlan> WithAsync(ApprovalPlan plan, IReadOnlyList<CoveredStep> certain, CancellationToken cancellationToken)
    {
        var plans = new List<ApprovalPlan> { plan };
        foreach (var step in certain)
        {
            if (await _services.State.ReadAsync(c => FindRequest(c, step.StepId), cancellationToken) is null && await LookAsync(step, cancellationToken) is { } more)
                plans.Add(more);
        }

        return plans.Count == 1 ? plan : _services.Gatekeeper.Combine(plans);
    }

    /// <summary>Null where a target cannot be identified yet: the step meets that when its own turn comes.</summary>
    private async Task<ApprovalPlan?> LookAsync(CoveredStep step, CancellationToken cancellationToken)
    {
        try
        {
            return await _services.Gatekeeper.ExamineAsync(step, cancellationToken);
        }
        catch (StepFailedException)
        {
            return null;
        }
    }

    /// <summary>The newest request that covers the step and still counts.</summary>
    private FoundRequest? FindRequest(SqliteConnection connection, string stepId)
    {
        foreach (var (id, state) in ApprovalRows.States(connection, _runId))
        {
            if (state is not (ApprovalState.Open or ApprovalState.Approved))
                continue;
            // What a request covers never changes, and it may be thousands of steps.
            var covers = _covers.GetOrAdd(id, _ => ApprovalRows.Covers(connection, id).ToDictionary(s => s.StepId));
            if (covers.ContainsKey(stepId))
                return new FoundRequest(id, state, covers, ApprovalRows.Targets(connection, id, stepId));
        }

        return null;
    }

    private static bool IsSame(CoveredStep left, CoveredStep right) =>
        left.Type == right.Type && left.With.Select(CanonicalJson.Write).SequenceEqual(right.With.Select(CanonicalJson.Write));

    private sealed record FoundRequest(
        string Id, ApprovalState State, IReadOnlyDictionary<string, CoveredStep> Covers, IReadOnlyList<CoveredTarget> Targets);

    /// <summary>The same steps as before, without those that have ended meanwhile, on targets as they are now.</summary>
    private async Task<ApprovalPlan> RefreshAsync(IEnumerable<CoveredStep> covers, ApprovalPlan current, CancellationToken cancellationToken)
    {
        var plans = new List<ApprovalPlan> { current };
        var done = await _services.State.ReadAsync(
            c => StepRow.ReadAll(c, _runId).Where(r => r.Item == StepRow.Itself && r.Status is not (StepStatus.Pending or StepStatus.WaitingForApproval))
                .Select(r => _memory.Row.Definition.Steps[r.Step].Id).ToHashSet(),
            cancellationToken);
        foreach (var step in covers.Where(s => s.StepId != current.Steps[0].StepId && !done.Contains(s.StepId)))
            if (await _services.Gatekeeper.ExamineAsync(step, cancellationToken) is { } plan)
                plans.Add(plan);
        return _services.Gatekeeper.Combine(plans);
    }

    private void FailAtGate(StepState step, string message, bool isTransient)
    {
        if (step.Definition.ForEach is null)
            FailOrRetry(step.Itself, new AttemptOutcome.Failed(message, isTransient));
        else
            Fail(step.Itself, message);
    }

    private void WaitForDecision(StepState step)
    {
        LetGo(step);
        _waitingForDecision.Add(step);
        if (step.Itself.Row.Status == StepStatus.WaitingForApproval)
            return;
        step.Itself.Row = step.Itself.Row with { Status = StepStatus.WaitingForApproval, NextAt = null };
        Save(step.Itself, null);
    }

    private void Ask(StepState step, ApprovalPlan plan)
    {
        var (row, now) = (_memory.Row, _services.Time.GetUtcNow());
        _changes.Add(c => ApprovalRows.Open(c, _services.Audit, row, plan, now, _services.Options.ApprovalLifetime));
        WaitForDecision(step);
    }

    private void AskAgain(StepState step, string approvalId, ApprovalPlan plan, IReadOnlyList<string> differences)
    {
        var (row, now) = (_memory.Row, _services.Time.GetUtcNow());
        _changes.Add(c => Drift.Replace(c, _services.Audit, row, approvalId, ApprovalState.Approved, plan, differences, now, _services.Options.ApprovalLifetime));
        WaitForDecision(step);
    }

    /// <summary>Steps under a decision that share a target take turns, so that the effects of one are no drift to the other.</summary>
    private void BeginHolding(StepState step, IReadOnlyList<CoveredTarget> targets)
    {
        if (step.Targets.Count == 0 && targets.Any(t => _heldTargets.Contains(t.Name)))
        {
            _blocked.Add(step);
            return;
        }

        step.Targets = targets;
        _heldTargets.UnionWith(targets.Select(t => t.Name));
        Begin(step);
    }

    private void LetGo(StepState step)
    {
        if (step.Targets.Count == 0)
            return;
        _heldTargets.ExceptWith(step.Targets.Select(t => t.Name));
        step.Targets = [];
        LookAgainAtBlocked();
    }

    private void LookAgainAtBlocked()
    {
        foreach (var step in _blocked)
            _ready.Enqueue(step);
        _blocked.Clear();
    }

    private async Task<IReadOnlyList<CoveredTarget>> TargetsAfterAsync(StepState step, JsonElement with, string where)
    {
        try
        {
            return await _services.Gatekeeper.IdentifyAsync(new CoveredStep(step.Definition.Id, step.Definition.Type, [with]), _interrupt.Token);
        }
        catch (Exception error)
        {
            // What the step did is done; at worst the next step asks again.
            Log.TargetsUnknownAfter(_services.Logger, error, where);
            return [];
        }
    }

    private void AdvanceTargets(StepState step, IReadOnlyList<CoveredTarget> after)
    {
        if (after.Count == 0 || step.Targets.Count == 0)
            return;
        var before = step.Targets;
        var now = after.ToDictionary(t => t.Name);
        step.Targets = [.. before.Select(t => now.GetValueOrDefault(t.Name, t))];
        _changes.Add(c => ApprovalRows.Advance(c, _runId, before, after));
    }
}
