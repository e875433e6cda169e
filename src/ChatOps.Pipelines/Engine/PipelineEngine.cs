using System.Text.Json;
using ChatOps.Pipelines.Approvals;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Policy;
using ChatOps.Pipelines.Runs;
using ChatOps.Pipelines.State;
using ChatOps.Pipelines.Validation;
using Microsoft.Data.Sqlite;

namespace ChatOps.Pipelines.Engine;

/// <summary>Accepts, cancels and repeats runs.</summary>
public sealed class PipelineEngine
{
    private readonly RunServices _services;
    private readonly RunStore _store;
    private readonly RunDispatcher _dispatcher;

    internal PipelineEngine(RunServices services, RunStore store, RunDispatcher dispatcher) =>
        (_services, _store, _dispatcher) = (services, store, dispatcher);

    /// <summary>
    /// Checks the request and makes it durable together with the approval requests that are already certain: one
    /// covers all steps whose <c>with</c>, <c>when</c> and <c>forEach</c> do not depend on a step's output.
    /// </summary>
    public async Task<SubmitOutcome> SubmitAsync(RunRequest request, CancellationToken cancellationToken)
    {
        if (!request.RequestedBy.Roles.HasFlag(Roles.Operator))
            return new SubmitOutcome.Refused("Starting a run needs the role operator, which you do not have. Ask an admin for it, or an operator to start this.");
        if (request.IdempotencyKey is not null && await FindByKeyAsync(request, cancellationToken) is { } earlier)
            return earlier;
        var findings = PipelineValidator.Validate(request.Definition, _services.Catalog, request.Inputs, out var inputs);
        if (findings.Count > 0)
            return new SubmitOutcome.Invalid(findings);
        var now = _services.Time.GetUtcNow();
        var row = new RunRow
        {
            Id = Ids.Short('r', now),
            Definition = request.Definition,
            Inputs = inputs,
            RequestedBy = request.RequestedBy.Id,
            RequesterName = request.RequestedBy.Name,
            Origin = request.Origin,
            CreatedAt = now,
        };
        var plan = await SubmissionPlan.MakeAsync(row, _services.Gatekeeper, cancellationToken);
        var outcome = await _services.State.WriteAsync(c => Record(c, row, request, plan), cancellationToken);
        if (outcome is SubmitOutcome.Accepted accepted)
        {
            if (request.Replaces is { } replaced)
                _dispatcher.Abandon(replaced);
            _dispatcher.Wake(accepted.Run.Id);
        }

        return outcome;
    }

    /// <summary>The person who asked, and everybody who may start or decide, may stop a run.</summary>
    public async Task<CancelOutcome> CancelAsync(string runId, Actor actor, CancellationToken cancellationToken)
    {
        var reason = $"Cancelled by {actor.Name}.";
        var outcome = await _services.State.WriteAsync<CancelOutcome>(
            c =>
            {
                if (RunRow.Find(c, runId) is not { } run)
                    return new CancelOutcome.Unknown(runId);
                if (run.EndedAt is not null)
                    return new CancelOutcome.AlreadyEnded(_store.View(run, StepRow.ReadAll(c, runId)));
                if (actor.Id != run.RequestedBy && (actor.Roles & (Roles.Operator | Roles.Approver | Roles.Admin)) == 0)
                    return new CancelOutcome.Refused("Stopping somebody else's run needs the role operator or approver, which you do not have.");
                Cancel(c, run, reason, actor.Id);
                return new CancelOutcome.Cancelled(_store.View(RunRow.Find(c, runId)!, StepRow.ReadAll(c, runId)));
            },
            cancellationToken);
        if (outcome is CancelOutcome.Cancelled)
            _dispatcher.Abandon(runId);
        return outcome;
    }

    /// <summary>Makes a new run of the same definition and inputs; the old one stays as it is.</summary>
    /// <param name="origin">Where it is asked for; null takes the former run's.</param>
    /// <param name="idempotencyKey">As in <see cref="RunRequest.IdempotencyKey"/>: the same key of the same person gives the same new run.</param>
    public async Task<SubmitOutcome> RetryAsync(
        string runId, Actor actor, string? origin, string? idempotencyKey, CancellationToken cancellationToken)
    {
        var run = await _services.State.ReadAsync(c => RunRow.Find(c, runId), cancellationToken);
        if (run is null)
            return new SubmitOutcome.Refused($"There is no run '{runId}'.");
        if (run.EndedAt is null)
            return new SubmitOutcome.Refused($"The run '{runId}' has not ended yet; cancel it first, or wait for its end.");
        return await SubmitAsync(
            new RunRequest
            {
                Definition = run.Definition,
                Inputs = run.Inputs,
                RequestedBy = actor,
                Origin = origin ?? run.Origin,
                IdempotencyKey = idempotencyKey,
            },
            cancellationToken);
    }

    private SubmitOutcome Record(SqliteConnection connection, RunRow row, RunRequest request, ApprovalPlan? plan)
    {
        if (request.IdempotencyKey is { } key && FindByKey(connection, request.RequestedBy.Id, key) is { } earlier)
            return earlier;
        while (RunRow.Find(connection, row.Id) is not null)
            row = row with { Id = Ids.Short('r', row.CreatedAt) };
        if (request.Replaces is { } replacedId)
        {
            if (RunRow.Find(connection, replacedId) is not { EndedAt: null } replaced)
                return new SubmitOutcome.Refused($"The run '{replacedId}' that this would replace has ended or does not exist. Nothing was started.");
            var reason = $"Replaced by {row.Id}.";
            ApprovalRows.CloseOpen(connection, replacedId, ApprovalState.Voided, reason, row.CreatedAt);
            Cancel(connection, replaced, reason, request.RequestedBy.Id);
        }

        row.Insert(connection, request.IdempotencyKey, request.Replaces);
        RunEvents.Append(connection, row.Id, RunEventKind.RunCreated, null, null, row.CreatedAt);
        _services.Audit.Append(connection, new AuditEntry("run.submitted", row.RequestedBy, row.Id, CompactJson.Build(writer =>
        {
            writer.WriteStartObject();
            writer.WritePropertyName("definition");
            PipelineJson.Write(row.Definition, writer);
            writer.WritePropertyName("inputs");
            row.Inputs.WriteTo(writer);
            writer.WriteString("origin", row.Origin);
            writer.WriteEndObject();
        })));
        if (plan is not null)
            ApprovalRows.Open(connection, _services.Audit, row, plan, row.CreatedAt, _services.Options.ApprovalLifetime);
        return Accepted(connection, row);
    }

    private void Cancel(SqliteConnection connection, RunRow run, string reason, string actor)
    {
        var now = _services.Time.GetUtcNow();
        RunEnding.End(connection, _services.Audit, run, RunStatus.Cancelled, reason, actor, now, (_, _) => (StepStatus.Cancelled, reason));
    }

    private Task<SubmitOutcome.Accepted?> FindByKeyAsync(RunRequest request, CancellationToken cancellationToken) =>
        _services.State.ReadAsync(c => FindByKey(c, request.RequestedBy.Id, request.IdempotencyKey!), cancellationToken);

    private SubmitOutcome.Accepted? FindByKey(SqliteConnection connection, string person, string key) =>
        connection.Scalar<string>("SELECT id FROM run WHERE requested_by=?1 AND idempotency_key=?2", person, key) is { } id
            ? Accepted(connection, RunRow.Find(connection, id)!)
            : null;

    private SubmitOutcome.Accepted Accepted(SqliteConnection connection, RunRow row) =>
        new(_store.View(row, StepRow.ReadAll(connection, row.Id)), ApprovalRows.OfRun(connection, row.Id));
}
