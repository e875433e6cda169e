using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Engine;
using ChatOps.Pipelines.Policy;
using ChatOps.Pipelines.Runs;
using ChatOps.Pipelines.State;
using Microsoft.Data.Sqlite;

namespace ChatOps.Pipelines.Approvals;

/// <summary>Takes people's decisions. Whatever a press leads to stands or falls in one transaction with its audit entry.</summary>
public sealed class ApprovalDesk
{
    private readonly RunServices _services;
    private readonly RunDispatcher _dispatcher;

    internal ApprovalDesk(RunServices services, RunDispatcher dispatcher) => (_services, _dispatcher) = (services, dispatcher);

    public async Task<DecisionOutcome> DecideAsync(DecisionRequest request, CancellationToken cancellationToken)
    {
        var seen = await _services.State.ReadAsync(c => Look(c, request), cancellationToken);
        if (seen.Outcome is { } early)
            return early;
        IReadOnlyList<ApprovalPlan> actual = [];
        if (request.Verdict == Verdict.Approve)
        {
            try
            {
                actual = await ExamineAsync(seen.Open!, cancellationToken);
            }
            catch (StepFailedException error)
            {
                return new DecisionOutcome.Refused(seen.Request!, $"{error.Message} So it cannot be said what would run. Nothing was decided; decide again when this is mended.");
            }
        }

        var (outcome, ended) = await _services.State.WriteAsync(c => Decide(c, request, actual), cancellationToken);
        if (ended)
            _dispatcher.Abandon(seen.Request!.RunId);
        else if (outcome is DecisionOutcome.Recorded or DecisionOutcome.PlanChanged)
            _dispatcher.Wake(seen.Request!.RunId);
        return outcome;
    }

    /// <summary>Closes what nobody decided in time, and fails those runs. Called by a timer and at start.</summary>
    internal async Task ExpireAsync(CancellationToken cancellationToken)
    {
        var now = _services.Time.GetUtcNow();
        foreach (var request in await _services.State.ReadAsync(c => ApprovalRows.AllOpen(c, now), cancellationToken))
        {
            await _services.State.WriteAsync(c => Expire(c, request, now), cancellationToken);
            _dispatcher.Abandon(request.RunId);
        }
    }

    /// <summary>Everything that can be said without looking at the targets.</summary>
    private (DecisionOutcome? Outcome, ApprovalRequest? Request, IReadOnlyList<CoveredStep>? Open) Look(SqliteConnection connection, DecisionRequest request)
    {
        if (ApprovalRows.Find(connection, request.ApprovalId) is not { } found)
            return (new DecisionOutcome.Unknown(request.ApprovalId), null, null);
        if (found.State != ApprovalState.Open || found.Decisions.Any(d => d.PersonId == request.Actor.Id))
            return (new DecisionOutcome.AlreadyDecided(found), found, null);
        if (found.PlanHash != request.PlanHash)
            return (new DecisionOutcome.PlanChanged(found), found, null);
        var refusal = DecisionRights.Refusal(found, request.Actor, request.Verdict, _services.Time.GetUtcNow(), _services.Options.FreshSignInWindow);
        return refusal is null
            ? (null, found, ApprovalRows.Covers(connection, found.Id))
            : (new DecisionOutcome.Refused(found, refusal), found, null);
    }

    private async Task<IReadOnlyList<ApprovalPlan>> ExamineAsync(IReadOnlyList<CoveredStep> steps, CancellationToken cancellationToken)
    {
        var plans = new List<ApprovalPlan>();
        foreach (var step in steps)
            if (await _services.Gatekeeper.ExamineAsync(step, cancellationToken) is { } plan)
                plans.Add(plan);
        return plans;
    }

    private (DecisionOutcome Outcome, bool RunEnded) Decide(SqliteConnection connection, DecisionRequest request, IReadOnlyList<ApprovalPlan> actual)
    {
        var seen = Look(connection, request);
        if (seen.Outcome is { } early)
            return (early, false);
        var (found, now) = (seen.Request!, _services.Time.GetUtcNow());
        var run = RunRow.Find(connection, found.RunId)!;
        if (found.ExpiresAt <= now)
        {
            Expire(connection, found, now);
            return (new DecisionOutcome.AlreadyDecided(ApprovalRows.Find(connection, found.Id)!), true);
        }

        if (request.Verdict == Verdict.Approve && Drifted(connection, run, found, actual, now) is { } replacement)
            return (new DecisionOutcome.PlanChanged(replacement), false);
        var state = Record(connection, request, found, now);
        if (state == ApprovalState.Rejected)
            EndRejected(connection, run, found, $"Rejected by {request.Actor.Name}", request.Actor.Id, now);
        return (new DecisionOutcome.Recorded(ApprovalRows.Find(connection, found.Id)!), state == ApprovalState.Rejected);
    }

    private ApprovalRequest? Drifted(SqliteConnection connection, RunRow run, ApprovalRequest found, IReadOnlyList<ApprovalPlan> actual, DateTimeOffset now)
    {
        // A step that has ended meanwhile is no longer a question, and what it left behind is no drift.
        var ended = StepRow.ReadAll(connection, run.Id).Where(r => r.Item == StepRow.Itself && r.HasEnded)
            .Select(r => run.Definition.Steps[r.Step].Id).ToHashSet();
        var expected = ApprovalRows.Targets(connection, found.Id).Where(t => !ended.Contains(t.StepId)).ToList();
        var still = actual.Where(p => !ended.Contains(p.Steps[0].StepId)).ToList();
        var differences = Gatekeeper.Differences(expected, [.. still.SelectMany(p => p.Targets)]);
        return differences.Count == 0 || still.Count == 0
            ? null
            : Drift.Replace(
                connection, _services.Audit, run, found.Id, ApprovalState.Open, _services.Gatekeeper.Combine(still), differences, now,
                _services.Options.ApprovalLifetime);
    }

    private ApprovalState Record(SqliteConnection connection, DecisionRequest request, ApprovalRequest found, DateTimeOffset now)
    {
        connection.Run(
            "INSERT INTO approval_decision(approval_id, person_id, person_name, verdict, at, channel, comment) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            found.Id, request.Actor.Id, request.Actor.Name, request.Verdict, now, request.Channel, request.Comment);
        var agreed = found.Decisions.Count(d => d.Verdict == Verdict.Approve) + 1;
        var state = request.Verdict == Verdict.Reject ? ApprovalState.Rejected
            : agreed >= found.Requirement.Approvals ? ApprovalState.Approved
            : ApprovalState.Open;
        if (state != ApprovalState.Open && !ApprovalRows.Change(connection, found.Id, ApprovalState.Open, state))
            throw new InvalidOperationException($"The request {found.Id} changed inside its own transaction.");
        var detail = CompactJson.Build(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("approval", found.Id);
            writer.WriteString("person", request.Actor.Id);
            writer.WriteString("name", request.Actor.Name);
            writer.WriteString("verdict", request.Verdict.ToString());
            writer.WriteString("state", state.ToString());
            writer.WriteString("planHash", found.PlanHash);
            writer.WriteString("channel", request.Channel);
            writer.WriteString("comment", request.Comment);
            writer.WriteEndObject();
        });
        RunEvents.Append(connection, found.RunId, RunEventKind.ApprovalDecided, null, null, now, detail.GetRawText());
        _services.Audit.Append(connection, new AuditEntry("approval.decided", request.Actor.Id, found.Id, detail));
        return state;
    }

    private bool Expire(SqliteConnection connection, ApprovalRequest request, DateTimeOffset now)
    {
        var reason = $"Nobody decided until {request.ExpiresAt:yyyy-MM-dd HH:mm} UTC";
        if (!ApprovalRows.Change(connection, request.Id, ApprovalState.Open, ApprovalState.Expired, reason))
            return false;
        _services.Audit.Append(connection, new AuditEntry("approval.expired", "engine", request.Id, default));
        if (RunRow.Find(connection, request.RunId) is { EndedAt: null } run)
            EndRejected(connection, run, request, reason, "engine", now);
        return true;
    }

    private void EndRejected(SqliteConnection connection, RunRow run, ApprovalRequest request, string reason, string actor, DateTimeOffset now)
    {
        var covered = request.Steps.ToHashSet();
        RunEnding.End(connection, _services.Audit, run, RunStatus.Failed, reason, actor, now, (step, row) =>
            row.Status == StepStatus.Running ? (StepStatus.Cancelled, reason)
            : covered.Contains(step.Id) ? (StepStatus.Failed, reason)
            : (StepStatus.Skipped, reason));
    }
}
