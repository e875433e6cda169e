using System.Text.Json;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.State;
using Microsoft.Data.Sqlite;

namespace ChatOps.Pipelines.Runs;

/// <summary>The durable event log: written in the transaction of what it tells.</summary>
internal static class RunEvents
{
    public static void Append(
        SqliteConnection connection, string runId, RunEventKind kind, string? stepId, int? item, DateTimeOffset at, string data = "{}") =>
        connection.Run(
            "INSERT INTO run_event(run_id, kind, step_id, item, at, data) VALUES(?1, ?2, ?3, ?4, ?5, ?6)",
            runId, kind, stepId, item, at, data);

    public static List<RunEvent> ReadAfter(SqliteConnection connection, long sequence, int limit) => connection.Query(
        "SELECT sequence, run_id, kind, step_id, item, at, data FROM run_event WHERE sequence > ?1 ORDER BY sequence LIMIT ?2",
        reader => new RunEvent(
            reader.GetInt64(0), reader.GetString(1), Enum.Parse<RunEventKind>(reader.GetString(2)), reader.Text(3),
            reader.IsDBNull(4) ? null : reader.GetInt32(4), reader.Time(5)!.Value, CompactJson.Parse(reader.GetString(6))),
        sequence, limit);

    public static string Data(string name, string? value) => JsonSerializer.Serialize(new Dictionary<string, string?> { [name] = value });
}
