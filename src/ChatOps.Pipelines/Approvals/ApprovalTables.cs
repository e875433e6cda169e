using ChatOps.Pipelines.State;

namespace ChatOps.Pipelines.Approvals;

/// <summary>The tables of approvals.</summary>
internal static class ApprovalTables
{
    public static readonly StateScript Script = new("approvals", 1, """
        CREATE TABLE approval(
            id TEXT PRIMARY KEY, run_id TEXT NOT NULL, covers TEXT NOT NULL, risk TEXT NOT NULL, environment TEXT NOT NULL,
            approvals INTEGER NOT NULL, requester_may_decide INTEGER NOT NULL, fresh_sign_in INTEGER NOT NULL,
            plan_hash TEXT NOT NULL, requested_by TEXT NOT NULL, created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL,
            state TEXT NOT NULL, reason TEXT);
        CREATE INDEX approval_run ON approval(run_id);
        CREATE INDEX approval_open ON approval(expires_at) WHERE state='Open';

        CREATE TABLE approval_target(
            approval_id TEXT NOT NULL, step_id TEXT NOT NULL, name TEXT NOT NULL, environment TEXT NOT NULL, fingerprint TEXT NOT NULL,
            PRIMARY KEY(approval_id, step_id, name)) WITHOUT ROWID;

        CREATE TABLE approval_decision(
            approval_id TEXT NOT NULL, person_id TEXT NOT NULL, person_name TEXT NOT NULL, verdict TEXT NOT NULL,
            at INTEGER NOT NULL, channel TEXT NOT NULL, comment TEXT,
            PRIMARY KEY(approval_id, person_id)) WITHOUT ROWID;
        """);
}
