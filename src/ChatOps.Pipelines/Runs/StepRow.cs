using ChatOps.Pipelines.State;
using Microsoft.Data.Sqlite;

namespace ChatOps.Pipelines.Runs;

/// <summary>What is durable about a step or one of its items.</summary>
/// <param name="Item">-1 for the step itself.</param>
internal sealed record StepRow(int Step, int Item)
{
    public const int Itself = -1;

    public StepStatus Status { get; init; } = StepStatus.Pending;

    /// <summary>How many attempts have begun.</summary>
    public int Attempt { get; init; }

    /// <summary>How many of them failed in a way that the retry policy counts.</summary>
    public int Failures { get; init; }

    /// <summary>How many of them ended with their host.</summary>
    public int Deaths { get; init; }

    /// <summary>An attempt is under way; found at a start, it means that the host died in it.</summary>
    public bool IsOpen { get; init; }

    /// <summary>When the next attempt is due, while none is under way.</summary>
    public DateTimeOffset? NextAt { get; init; }

    public string? Output { get; init; }

    public string? Error { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public bool HasEnded => Status.IsEnd();

    /// <summary>Writes everything but the checkpoint, which only its own write touches.</summary>
    public void Save(SqliteConnection connection, string runId) => connection.Run(
        """
        INSERT INTO step_run(run_id, step, item, status, attempt, failures, deaths, is_open, next_at, output, error, started_at, ended_at)
        VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
        ON CONFLICT(run_id, step, item) DO UPDATE SET
            status=excluded.status, attempt=excluded.attempt, failures=excluded.failures, deaths=excluded.deaths, is_open=excluded.is_open,
            next_at=excluded.next_at, output=excluded.output, error=excluded.error, started_at=excluded.started_at, ended_at=excluded.ended_at
        """,
        runId, Step, Item, Status, Attempt, Failures, Deaths, IsOpen ? 1 : 0, NextAt, Output, Error, StartedAt, EndedAt);

    public static List<StepRow> ReadAll(SqliteConnection connection, string runId) => connection.Query(
        """
        SELECT step, item, status, attempt, failures, deaths, is_open, next_at, output, error, started_at, ended_at
        FROM step_run WHERE run_id=?1 ORDER BY step, item
        """,
        Read, runId);

    private static StepRow Read(SqliteDataReader reader) => new(reader.GetInt32(0), reader.GetInt32(1))
    {
        Status = Enum.Parse<StepStatus>(reader.GetString(2)),
        Attempt = reader.GetInt32(3),
        Failures = reader.GetInt32(4),
        Deaths = reader.GetInt32(5),
        IsOpen = reader.GetBoolean(6),
        NextAt = reader.Time(7),
        Output = reader.Text(8),
        Error = reader.Text(9),
        StartedAt = reader.Time(10),
        EndedAt = reader.Time(11),
    };
}

internal static class StepStatuses
{
    public static bool IsEnd(this StepStatus status) =>
        status is not (StepStatus.Pending or StepStatus.WaitingForApproval or StepStatus.Running);
}
