using Microsoft.Data.Sqlite;

namespace ChatOps.Pipelines.State;

/// <summary>Brings the tables of every room up to the version that the program knows.</summary>
internal static class StateSchema
{
    /// <summary>The layout of the bookkeeping itself, kept in <c>user_version</c>.</summary>
    private const long Layout = 1;

    public static void Update(SqliteConnection connection, IReadOnlyList<StateScript> scripts, string path)
    {
        connection.Run("BEGIN IMMEDIATE");
        try
        {
            if (connection.Scalar<long>("PRAGMA user_version") > Layout)
                throw Newer(path, "its layout");
            connection.Run("CREATE TABLE IF NOT EXISTS state_script(room TEXT NOT NULL, version INTEGER NOT NULL, PRIMARY KEY(room, version)) WITHOUT ROWID");
            connection.Run($"PRAGMA user_version={Layout}");
            foreach (var room in scripts.GroupBy(s => s.Room).OrderBy(g => g.Key, StringComparer.Ordinal))
                Update(connection, room.Key, [.. room.OrderBy(s => s.Version)], path);
            connection.Run("COMMIT");
        }
        catch
        {
            connection.Run("ROLLBACK");
            throw;
        }
    }

    private static void Update(SqliteConnection connection, string room, IReadOnlyList<StateScript> scripts, string path)
    {
        if (!scripts.Select(s => s.Version).SequenceEqual(Enumerable.Range(1, scripts.Count)))
            throw new InvalidOperationException($"The table scripts of the room '{room}' must be numbered 1, 2, 3 and so on without gaps.");
        var done = connection.Scalar<long?>("SELECT max(version) FROM state_script WHERE room=?1", room) ?? 0;
        if (done > scripts.Count)
            throw Newer(path, $"the tables of '{room}' have version {done}, and this program knows version {scripts.Count}");
        foreach (var script in scripts.Where(s => s.Version > done))
        {
            using var command = connection.CreateCommand();
            command.CommandText = script.Sql;
            command.ExecuteNonQuery();
            connection.Run("INSERT INTO state_script(room, version) VALUES(?1, ?2)", room, script.Version);
        }
    }

    private static StateUnavailableException Newer(string path, string what) => new(
        $"{path} was written by a newer version of this program: {what}. Nothing was changed. Start the newer version, or use another data folder.",
        isTransient: false);
}
