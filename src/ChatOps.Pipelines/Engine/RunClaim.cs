using ChatOps.Pipelines.Runs;
using ChatOps.Pipelines.State;
using Microsoft.Data.Sqlite;

namespace ChatOps.Pipelines.Engine;

/// <summary>Takes a run over: from here on, commits of any earlier owner are refused.</summary>
internal static class RunClaim
{
    /// <returns>Null when the run has ended or does not exist.</returns>
    public static RunMemory? Take(SqliteConnection connection, string runId, DateTimeOffset now)
    {
        if (connection.Run("UPDATE run SET epoch=epoch+1 WHERE id=?1 AND ended_at IS NULL", runId) == 0)
            return null;
        var run = RunRow.Find(connection, runId)!;
        var rows = StepRow.ReadAll(connection, runId);
        var cutOff = rows.FindAll(r => r.IsOpen);
        if (cutOff.Count > 0)
            RunEvents.Append(connection, runId, RunEventKind.RunResumed, null, null, now);
        foreach (var row in cutOff)
            rows[rows.IndexOf(row)] = CutOff(connection, run, row, now);
        return new RunMemory(run, rows);
    }

    private static StepRow CutOff(SqliteConnection connection, RunRow run, StepRow row, DateTimeOffset now)
    {
        var after = row with { IsOpen = false, Deaths = row.Deaths + 1, NextAt = now };
        if (after.Deaths >= SuspectGate.DeathsToPark)
        {
            var error = $"The program went down {after.Deaths} times while this was running, so it is set aside. Look at the log before you run it again.";
            after = after with { Status = StepStatus.Parked, NextAt = null, Error = error, EndedAt = now };
            RunEvents.Append(
                connection, run.Id, RunEventKind.StepParked, run.Definition.Steps[row.Step].Id,
                row.Item == StepRow.Itself ? null : row.Item, now, RunEvents.Data("error", error));
        }

        after.Save(connection, run.Id);
        return after;
    }
}
