using ChatOps.Pipelines.State;

namespace ChatOps.Pipelines.Runs;

/// <summary>The tables of runs. A step without a row is pending; <c>item</c> is -1 for the step itself.</summary>
internal static class RunTables
{
    public static readonly StateScript Script = new("runs", 1, """
        CREATE TABLE run(
            id TEXT PRIMARY KEY, definition TEXT NOT NULL, inputs TEXT NOT NULL, requested_by TEXT NOT NULL, requester_name TEXT NOT NULL,
            origin TEXT, idempotency_key TEXT, replaces TEXT, status TEXT NOT NULL, epoch INTEGER NOT NULL DEFAULT 0,
            output TEXT, error TEXT, created_at INTEGER NOT NULL, started_at INTEGER, ended_at INTEGER);
        CREATE UNIQUE INDEX run_idempotency ON run(requested_by, idempotency_key) WHERE idempotency_key IS NOT NULL;
        CREATE INDEX run_created ON run(created_at);
        CREATE INDEX run_origin ON run(origin, created_at) WHERE origin IS NOT NULL;
        CREATE INDEX run_unfinished ON run(created_at) WHERE ended_at IS NULL;

        CREATE TABLE step_run(
            run_id TEXT NOT NULL, step INTEGER NOT NULL, item INTEGER NOT NULL, status TEXT NOT NULL,
            attempt INTEGER NOT NULL, failures INTEGER NOT NULL, deaths INTEGER NOT NULL, is_open INTEGER NOT NULL, next_at INTEGER,
            checkpoint TEXT, output TEXT, error TEXT, started_at INTEGER, ended_at INTEGER,
            PRIMARY KEY(run_id, step, item)) WITHOUT ROWID;

        CREATE TABLE run_event(
            sequence INTEGER PRIMARY KEY AUTOINCREMENT, run_id TEXT NOT NULL, kind TEXT NOT NULL, step_id TEXT, item INTEGER,
            at INTEGER NOT NULL, data TEXT NOT NULL);

        CREATE TABLE artifact(
            id TEXT PRIMARY KEY, run_id TEXT NOT NULL, step_id TEXT NOT NULL, item INTEGER NOT NULL, name TEXT NOT NULL,
            media_type TEXT NOT NULL, bytes INTEGER NOT NULL, sha256 TEXT NOT NULL,
            UNIQUE(run_id, step_id, item, name));
        """);
}
