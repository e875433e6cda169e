using ChatOps.Pipelines.Approvals;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.State;
using Microsoft.Data.Sqlite;

namespace ChatOps.Pipelines.Runs;

/// <summary>
/// Ends a run. From outside of its owner that stands in the transaction of the decision that ends it, and the epoch moves on, so
/// whatever the owner was about to commit is refused.
/// </summary>
internal static class RunEnding
{
    /// <param name="fate">What becomes of a step or item that has not ended.</param>
    public static void End(
        SqliteConnection connection, AuditLog audit, RunRow run, RunStatus status, string reason, string actor, DateTimeOffset now,
        Func<StepDefinition, StepRow, (StepStatus Status, string Error)> fate)
    {
        var rows = StepRow.ReadAll(connection, run.Id).ToLookup(r => r.Step);
        for (var index = 0; index < run.Definition.Steps.Count; index++)
        {
            var step = run.Definition.Steps[index];
            foreach (var row in rows[index].Where(r => r.Item != StepRow.Itself).Append(
                rows[index].FirstOrDefault(r => r.Item == StepRow.Itself) ?? new StepRow(index, StepRow.Itself)))
                if (!row.HasEnded)
                    End(connection, run.Id, step, row, fate(step, row), now);
        }

        Close(connection, audit, run, status, null, reason, actor, now);
        connection.Run("UPDATE run SET epoch=epoch+1 WHERE id=?1", run.Id);
    }

    /// <summary>The run's own row, event and audit entry. What is still open for decision is withdrawn.</summary>
    public static void Close(
        SqliteConnection connection, AuditLog audit, RunRow run, RunStatus status, string? output, string? error, string actor, DateTimeOffset now)
    {
        ApprovalRows.CloseOpen(connection, run.Id, ApprovalState.Withdrawn, error ?? "The run has ended, so nothing is left to decide.", now);
        connection.Run("UPDATE run SET status=?2, output=?3, error=?4, ended_at=?5 WHERE id=?1", run.Id, status, output, error, now);
        var kind = status switch
        {
            RunStatus.Succeeded => RunEventKind.RunSucceeded,
            RunStatus.Cancelled => RunEventKind.RunCancelled,
            RunStatus.Parked => RunEventKind.RunParked,
            _ => RunEventKind.RunFailed,
        };
        RunEvents.Append(connection, run.Id, kind, null, null, now, RunEvents.Data("error", error));
        audit.Append(connection, new AuditEntry("run.ended", actor, run.Id, CompactJson.Build(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("status", status.ToString());
            writer.WriteString("error", error);
            writer.WriteStartObject("steps");
            foreach (var row in StepRow.ReadAll(connection, run.Id).Where(r => r.Item == StepRow.Itself))
                writer.WriteString(run.Definition.Steps[row.Step].Id, row.Status.ToString());
            writer.WriteEndObject();
            writer.WriteEndObject();
        })));
    }

    private static void End(
        SqliteConnection connection, string runId, StepDefinition step, StepRow row, (StepStatus Status, string Error) fate, DateTimeOffset now)
    {
        (row with { Status = fate.Status, Error = fate.Error, EndedAt = now, IsOpen = false, NextAt = null }).Save(connection, runId);
        var kind = fate.Status switch
        {
            StepStatus.Cancelled => RunEventKind.StepCancelled,
            StepStatus.Skipped => RunEventKind.StepSkipped,
            _ => RunEventKind.StepFailed,
        };
        RunEvents.Append(
            connection, runId, kind, step.Id, row.Item == StepRow.Itself ? null : row.Item, now, RunEvents.Data("error", fate.Error));
    }
}
