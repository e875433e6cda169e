using System.Text.Json;
using ChatOps.Database.Connections;
using ChatOps.Database.Profiling;
using ChatOps.Pipelines.State;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ChatOps.Agents.History;

/// <summary>Keeps the figures of every profile, so that a run can be compared with those before it.</summary>
public sealed class ProfileHistory(StateDatabase state, TimeProvider clock)
{
    /// <summary>Measurements kept of each table; older ones go.</summary>
    public const int MostRuns = 400;

    /// <summary>What was not measured for so long is forgotten: the table or the database is gone.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(800);

    /// <summary>Adds a profile. The same source again replaces what it said before.</summary>
    /// <param name="source">The run and step, as <c>run/step</c>.</param>
    public Task AddAsync(DatabaseConnection connection, DatabaseProfile profile, string source, CancellationToken cancellationToken)
    {
        var (key, now) = (DatabaseKey.Of(connection), clock.GetUtcNow());
        var rows = profile.Tables.Select(table => new
        {
            key,
            table = table.Name,
            source,
            at = now.ToUnixTimeMilliseconds(),
            rows = table.Rows,
            columns = JsonSerializer.Serialize(table.Columns.Select(column => Measuring.Of(table, column, now)), JsonSerializerOptions.Web),
        }).ToList();
        return state.WriteAsync(
            database =>
            {
                rows.ForEach(row => database.Execute(Insert, row));
                rows.ForEach(row => Prune(database, key, row.table));
                return database.Execute("DELETE FROM profile_history WHERE measured_at < @oldest", new { oldest = (now - Kept).ToUnixTimeMilliseconds() });
            },
            cancellationToken);
    }

    /// <summary>Everything that is kept of a database, oldest first.</summary>
    public async Task<IReadOnlyList<Measurement>> ReadAsync(DatabaseConnection connection, CancellationToken cancellationToken)
    {
        var rows = await state.ReadAsync(
            database => database.Query<StoredRow>(
                "SELECT table_name, source, measured_at, row_count, columns FROM profile_history WHERE database_key = @key ORDER BY measured_at, source",
                new { key = DatabaseKey.Of(connection) }).ToList(),
            cancellationToken);
        return [.. rows.Select(row => new Measurement(
            row.table_name, row.source, DateTimeOffset.FromUnixTimeMilliseconds(row.measured_at), row.row_count,
            JsonSerializer.Deserialize<List<MeasuredColumn>>(row.columns, JsonSerializerOptions.Web) ?? []))];
    }

    private const string Insert = """
        INSERT INTO profile_history (database_key, table_name, source, measured_at, row_count, columns) VALUES (@key, @table, @source, @at, @rows, @columns)
        ON CONFLICT (database_key, table_name, source) DO UPDATE SET measured_at = excluded.measured_at, row_count = excluded.row_count, columns = excluded.columns
        """;

    private static void Prune(SqliteConnection database, string key, string table) => database.Execute(
        """
        DELETE FROM profile_history WHERE database_key = @key AND table_name = @table AND measured_at <
            (SELECT measured_at FROM profile_history WHERE database_key = @key AND table_name = @table ORDER BY measured_at DESC LIMIT 1 OFFSET @last)
        """,
        new { key, table, last = MostRuns - 1 });

#pragma warning disable IDE1006, CA1812 // Dapper fills it by the names of the columns.
    private sealed record StoredRow(string table_name, string source, long measured_at, long row_count, string columns);
#pragma warning restore IDE1006, CA1812
}
