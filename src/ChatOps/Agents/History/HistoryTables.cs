using ChatOps.Pipelines.State;

namespace ChatOps.Agents.History;

/// <summary>The room's tables. A shipped script never changes; a change is a new version.</summary>
internal static class HistoryTables
{
    /// <summary>One row per database, table and profile; <c>measured_at</c> in milliseconds since 1970, <c>columns</c> as JSON.</summary>
    public static StateScript Version1 { get; } = new("history", 1, """
        CREATE TABLE profile_history (
            database_key TEXT NOT NULL,
            table_name TEXT NOT NULL,
            source TEXT NOT NULL,
            measured_at INTEGER NOT NULL,
            row_count INTEGER NOT NULL,
            columns TEXT NOT NULL,
            PRIMARY KEY (database_key, table_name, source)
        ) WITHOUT ROWID;
        CREATE INDEX profile_history_time ON profile_history (database_key, table_name, measured_at);
        """);
}
