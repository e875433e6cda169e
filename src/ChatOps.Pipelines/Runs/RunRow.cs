using System.Text.Json;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.State;
using Microsoft.Data.Sqlite;

namespace ChatOps.Pipelines.Runs;

/// <summary>What is durable about a run as a whole.</summary>
internal sealed record RunRow
{
    public const string Columns =
        "id, definition, inputs, requested_by, requester_name, origin, status, epoch, output, error, created_at, started_at, ended_at";

    public required string Id { get; init; }

    public required PipelineDefinition Definition { get; init; }

    public required JsonElement Inputs { get; init; }

    public required string RequestedBy { get; init; }

    public required string RequesterName { get; init; }

    public string? Origin { get; init; }

    public RunStatus Status { get; init; } = RunStatus.Pending;

    public long Epoch { get; init; }

    public JsonElement? Output { get; init; }

    public string? Error { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public static RunRow? Find(SqliteConnection connection, string id) =>
        connection.Query($"SELECT {Columns} FROM run WHERE id=?1", Read, id).SingleOrDefault();

    public static RunRow Read(SqliteDataReader reader) => new()
    {
        Id = reader.GetString(0),
        Definition = PipelineJson.Parse(reader.GetString(1)),
        Inputs = CompactJson.Parse(reader.GetString(2)),
        RequestedBy = reader.GetString(3),
        RequesterName = reader.GetString(4),
        Origin = reader.Text(5),
        Status = Enum.Parse<RunStatus>(reader.GetString(6)),
        Epoch = reader.GetInt64(7),
        Output = reader.Text(8) is { } output ? CompactJson.Parse(output) : null,
        Error = reader.Text(9),
        CreatedAt = reader.Time(10)!.Value,
        StartedAt = reader.Time(11),
        EndedAt = reader.Time(12),
    };

    public void Insert(SqliteConnection connection, string? idempotencyKey, string? replaces) => connection.Run(
        """
        INSERT INTO run(id, definition, inputs, requested_by, requester_name, origin, status, created_at, idempotency_key, replaces)
        VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
        """,
        Id, PipelineJson.Write(Definition), Inputs.GetRawText(), RequestedBy, RequesterName, Origin, Status, CreatedAt, idempotencyKey, replaces);
}
