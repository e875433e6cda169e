using ChatOps.Pipelines.State;

namespace ChatOps.Knowledge.Aliases;

/// <summary>The tables of aliases. A shipped script never changes; a change is a new version.</summary>
internal static class AliasTables
{
    /// <summary>One row per version of an alias; times in milliseconds since 1970. At most one version of a name counts.</summary>
    public static StateScript Version1 { get; } = new("knowledge-aliases", 1, """
        CREATE TABLE knowledge_alias_versions (
            alias_key TEXT NOT NULL,
            version INTEGER NOT NULL,
            name TEXT NOT NULL,
            stands_for TEXT NOT NULL,
            owner TEXT NOT NULL,
            time_zone TEXT NOT NULL,
            channel TEXT,
            is_retired INTEGER NOT NULL,
            author TEXT NOT NULL,
            made_at INTEGER NOT NULL,
            origin TEXT NOT NULL,
            based_on INTEGER NOT NULL,
            state TEXT NOT NULL,
            decided_by TEXT,
            decided_at INTEGER,
            PRIMARY KEY (alias_key, version)
        ) WITHOUT ROWID;
        CREATE UNIQUE INDEX knowledge_alias_current ON knowledge_alias_versions (alias_key) WHERE state = 'Current';
        """);
}
