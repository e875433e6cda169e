using ChatOps.Pipelines.State;

namespace ChatOps.Conversation;

/// <summary>The room's tables. A shipped script never changes; a change is a new version.</summary>
internal static class ConversationTables
{
    public static StateScript Version1 { get; } = new("conversation", 1, """
        CREATE TABLE conversation_turns (
            channel TEXT NOT NULL,
            turn_id TEXT NOT NULL,
            conversation_id TEXT NOT NULL,
            body TEXT NOT NULL,
            received_at TEXT NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0,
            handled_at TEXT,
            PRIMARY KEY (channel, turn_id)
        ) WITHOUT ROWID;
        CREATE INDEX conversation_turns_waiting ON conversation_turns (received_at) WHERE handled_at IS NULL;

        CREATE TABLE conversation_memories (
            conversation_id TEXT PRIMARY KEY,
            memory TEXT NOT NULL
        ) WITHOUT ROWID;

        CREATE TABLE conversation_proposals (
            run_id TEXT PRIMARY KEY,
            conversation_id TEXT NOT NULL,
            channel TEXT NOT NULL,
            proposal TEXT NOT NULL
        ) WITHOUT ROWID;

        CREATE TABLE conversation_cards (
            run_id TEXT NOT NULL,
            conversation_id TEXT NOT NULL,
            plan_hash TEXT,
            PRIMARY KEY (run_id, conversation_id)
        ) WITHOUT ROWID;

        CREATE TABLE conversation_outbox (
            message_id TEXT PRIMARY KEY,
            channel TEXT NOT NULL,
            digest TEXT NOT NULL,
            body TEXT,
            sent_at TEXT NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX conversation_outbox_waiting ON conversation_outbox (sent_at) WHERE body IS NOT NULL;

        CREATE TABLE conversation_feed (
            only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
            sequence INTEGER NOT NULL
        );
        """);
}
