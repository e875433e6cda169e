using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Runs;
using ChatOps.Pipelines.State;
using Microsoft.Data.Sqlite;

namespace ChatOps.Pipelines.Approvals;

/// <summary>Reads and writes approval requests inside a transaction; every change of state is a compare-and-set.</summary>
internal static class ApprovalRows
{
    private const string Columns =
        "id, run_id, covers, risk, environment, approvals, requester_may_decide, fresh_sign_in, plan_hash, requested_by, created_at, expires_at, state, reason";

    /// <summary>Opens a request with its event and its audit entry.</summary>
    public static ApprovalRequest Open(
        SqliteConnection connection, AuditLog audit, RunRow run, ApprovalPlan plan, DateTimeOffset now, TimeSpan lifetime)
    {
        var request = new ApprovalRequest
        {
            Id = Ids.Short('a', now),
            RunId = run.Id,
            Steps = [.. plan.Steps.Select(s => s.StepId)],
            Risk = plan.Risk,
            Environment = plan.Environment,
            Requirement = plan.Requirement,
            PlanHash = plan.Hash(run.Definition, run.Inputs),
            RequestedBy = run.RequestedBy,
            CreatedAt = now,
            ExpiresAt = now + lifetime,
            State = ApprovalState.Open,
        };
        while (Find(connection, request.Id) is not null)
            request = request with { Id = Ids.Short('a', now) };
        connection.Run(
            $"INSERT INTO approval({Columns}) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, NULL)",
            request.Id, request.RunId, CompactJson.Build(w => ApprovalPlan.WriteSteps(w, plan.Steps)).GetRawText(), request.Risk, request.Environment,
            request.Requirement.Approvals, request.Requirement.RequesterMayDecide ? 1 : 0, request.Requirement.FreshSignIn ? 1 : 0,
            request.PlanHash, request.RequestedBy, request.CreatedAt, request.ExpiresAt, request.State);
        foreach (var target in plan.Targets)
            connection.Run(
                "INSERT INTO approval_target(approval_id, step_id, name, environment, fingerprint) VALUES(?1, ?2, ?3, ?4, ?5)",
                request.Id, target.StepId, target.Name, target.Environment, target.Fingerprint);
        RunEvents.Append(connection, run.Id, RunEventKind.ApprovalRequested, null, null, now, RunEvents.Data("approval", request.Id));
        var planHash = request.PlanHash;
        audit.Append(connection, new AuditEntry("approval.requested", run.RequestedBy, request.Id, CompactJson.Build(w =>
        {
            w.WriteStartObject();
            w.WriteString("run", run.Id);
            w.WriteString("planHash", planHash);
            w.WriteEndObject();
        })));
        return request;
    }

    public static ApprovalRequest? Find(SqliteConnection connection, string id) =>
        WithDecisions(connection, connection.Query($"SELECT {Columns} FROM approval WHERE id=?1", Read, id)).SingleOrDefault();

    public static IReadOnlyList<ApprovalRequest> OfRun(SqliteConnection connection, string runId) =>
        WithDecisions(connection, connection.Query($"SELECT {Columns} FROM approval WHERE run_id=?1 ORDER BY created_at, rowid", Read, runId));

    public static IReadOnlyList<ApprovalRequest> AllOpen(SqliteConnection connection, DateTimeOffset? expiredAt = null) =>
        WithDecisions(connection, connection.Query(
            $"SELECT {Columns} FROM approval WHERE state='Open' AND (?1 IS NULL OR expires_at <= ?1) ORDER BY created_at, rowid", Read, expiredAt));

    public static IReadOnlyList<CoveredStep> Covers(SqliteConnection connection, string id) =>
        ApprovalPlan.ReadSteps(connection.Scalar<string>("SELECT covers FROM approval WHERE id=?1", id)!);

    public static IReadOnlyList<CoveredTarget> Targets(SqliteConnection connection, string id) => connection.Query(
        "SELECT step_id, name, environment, fingerprint FROM approval_target WHERE approval_id=?1",
        r => new CoveredTarget(r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3)), id);

    public static IReadOnlyList<CoveredTarget> Targets(SqliteConnection connection, string id, string stepId) => connection.Query(
        "SELECT step_id, name, environment, fingerprint FROM approval_target WHERE approval_id=?1 AND step_id=?2",
        r => new CoveredTarget(r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3)), id, stepId);

    /// <summary>Newest first.</summary>
    public static IReadOnlyList<(string Id, ApprovalState State)> States(SqliteConnection connection, string runId) => connection.Query(
        "SELECT id, state FROM approval WHERE run_id=?1 ORDER BY created_at DESC, rowid DESC",
        r => (r.GetString(0), Enum.Parse<ApprovalState>(r.GetString(1))), runId);

    /// <returns>False when the request is not in the expected state any more; nothing changed then.</returns>
    public static bool Change(SqliteConnection connection, string id, ApprovalState from, ApprovalState to, string? reason = null) =>
        connection.Run("UPDATE approval SET state=?3, reason=coalesce(?4, reason) WHERE id=?1 AND state=?2", id, from, to, reason) == 1;

    /// <summary>
    /// What a step of this run has just left behind is what its later steps now expect: the run's own effects are no
    /// drift. Only expectations that the step itself held are moved on.
    /// </summary>
    public static void Advance(SqliteConnection connection, string runId, IReadOnlyList<CoveredTarget> before, IReadOnlyList<CoveredTarget> after)
    {
        var old = before.ToDictionary(t => t.Name, t => t.Fingerprint);
        foreach (var target in after)
            if (old.TryGetValue(target.Name, out var fingerprint) && fingerprint != target.Fingerprint)
                connection.Run(
                    """
                    UPDATE approval_target SET fingerprint=?4
                    WHERE name=?2 AND fingerprint=?3 AND approval_id IN (SELECT id FROM approval WHERE run_id=?1 AND state IN ('Open', 'Approved'))
                    """,
                    runId, target.Name, fingerprint, target.Fingerprint);
    }

    public static void CloseOpen(SqliteConnection connection, string runId, ApprovalState to, string reason, DateTimeOffset now)
    {
        foreach (var request in OfRun(connection, runId))
            if (request.State == ApprovalState.Open && Change(connection, request.Id, ApprovalState.Open, to, reason) && to == ApprovalState.Voided)
                RunEvents.Append(connection, runId, RunEventKind.ApprovalVoided, null, null, now, RunEvents.Data("approval", request.Id));
    }

    private static ApprovalRequest Read(SqliteDataReader reader) => new()
    {
        Id = reader.GetString(0),
        RunId = reader.GetString(1),
        Steps = [.. ApprovalPlan.ReadSteps(reader.GetString(2)).Select(s => s.StepId)],
        Risk = Enum.Parse<RiskClass>(reader.GetString(3)),
        Environment = reader.GetString(4),
        Requirement = new Requirement(reader.GetInt32(5), reader.GetBoolean(6), reader.GetBoolean(7)),
        PlanHash = reader.GetString(8),
        RequestedBy = reader.GetString(9),
        CreatedAt = reader.Time(10)!.Value,
        ExpiresAt = reader.Time(11),
        State = Enum.Parse<ApprovalState>(reader.GetString(12)),
        Reason = reader.Text(13),
    };

    private static IReadOnlyList<ApprovalRequest> WithDecisions(SqliteConnection connection, List<ApprovalRequest> requests) =>
    [
        .. requests.Select(request => request with
        {
            Decisions = connection.Query(
                "SELECT approval_id, person_id, person_name, verdict, at, channel, comment FROM approval_decision WHERE approval_id=?1 ORDER BY at",
                r => new Decision(
                    r.GetString(0), r.GetString(1), r.GetString(2), Enum.Parse<Verdict>(r.GetString(3)), r.Time(4)!.Value, r.GetString(5), r.Text(6)),
                request.Id),
        }),
    ];
}
