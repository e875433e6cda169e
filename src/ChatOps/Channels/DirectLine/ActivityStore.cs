using ChatOps.Conversation;
using ChatOps.Pipelines.State;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ChatOps.Channels.DirectLine;

/// <summary>
/// The conversations and what was said in them. Every version of an activity takes the next watermark of its
/// conversation; only the newest version is kept, so that reading on from any watermark shows each activity once, as
/// it is now.
/// </summary>
internal sealed class ActivityStore(StateDatabase state, TimeProvider time)
{
    public static StateScript Script { get; } = new("direct-line", 1,
        """
        CREATE TABLE direct_line_conversation (
            id TEXT PRIMARY KEY,
            user_id TEXT NOT NULL,
            watermark INTEGER NOT NULL DEFAULT 0,
            created_at TEXT NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE direct_line_activity (
            conversation_id TEXT NOT NULL,
            id TEXT NOT NULL,
            watermark INTEGER NOT NULL,
            sent_at TEXT NOT NULL,
            client_id TEXT,
            body TEXT NOT NULL,
            json TEXT NOT NULL,
            PRIMARY KEY (conversation_id, id)
        ) WITHOUT ROWID;
        CREATE INDEX direct_line_activity_watermark ON direct_line_activity (conversation_id, watermark);
        CREATE UNIQUE INDEX direct_line_activity_client ON direct_line_activity (conversation_id, client_id) WHERE client_id IS NOT NULL;
        """);

    /// <summary>The column holds a turn until it is handed in.</summary>
    public static StateScript TurnScript { get; } = new("direct-line", 2,
        """
        ALTER TABLE direct_line_activity ADD COLUMN turn TEXT;
        CREATE INDEX direct_line_activity_turn ON direct_line_activity (sent_at) WHERE turn IS NOT NULL;
        """);

    /// <summary>True when the conversation is new; an existing one is left as it is.</summary>
    public Task<bool> StartAsync(string conversationId, string userId, CancellationToken cancellationToken) =>
        state.WriteAsync(db => Start(db, conversationId, userId), cancellationToken);

    public Task<StoredConversation?> FindAsync(string conversationId, CancellationToken cancellationToken) =>
        state.ReadAsync(
            db => db.QuerySingleOrDefault<StoredConversation>(
                "SELECT id AS Id, user_id AS UserId, watermark AS Watermark FROM direct_line_conversation WHERE id = @conversationId",
                new { conversationId }),
            cancellationToken);

    /// <summary>At most <paramref name="limit"/> activities after the watermark, oldest first.</summary>
    public Task<IReadOnlyList<StoredActivity>> AfterAsync(string conversationId, long watermark, int limit, CancellationToken cancellationToken) =>
        state.ReadAsync<IReadOnlyList<StoredActivity>>(
            db => db.Query<StoredActivity>(
                """
                SELECT id AS Id, watermark AS Watermark, json AS Json FROM direct_line_activity
                WHERE conversation_id = @conversationId AND watermark > @watermark ORDER BY watermark LIMIT @limit
                """,
                new { conversationId, watermark, limit }).AsList(),
            cancellationToken);

    /// <summary>
    /// Keeps what a person sent. The same <paramref name="clientId"/> again is the same message: nothing is written and
    /// the id of the first is returned.
    /// </summary>
    /// <param name="compose">Makes the activity's JSON from its id and time.</param>
    /// <param name="turn">Makes the turn that is to be handed in from the activity's id; null when there is none.</param>
    public Task<string> AddFromPersonAsync(
        string conversationId, string? clientId, Func<string, DateTimeOffset, string> compose, Func<string, Turn?> turn, CancellationToken cancellationToken) =>
        state.WriteAsync(
            db =>
            {
                var known = clientId is null ? null : db.QuerySingleOrDefault<string>(
                    "SELECT id FROM direct_line_activity WHERE conversation_id = @conversationId AND client_id = @clientId",
                    new { conversationId, clientId });
                if (known is not null)
                    return known;
                var watermark = NextWatermark(db, conversationId);
                var id = $"{conversationId}|{watermark:0000000}";
                var now = time.GetUtcNow();
                Insert(db, conversationId, id, watermark, now, clientId, body: "", compose(id, now), turn(id));
                return id;
            },
            cancellationToken);

    /// <summary>What people said that was stored and, as far as is known here, not handed in; oldest first.</summary>
    public Task<IReadOnlyList<WaitingTurn>> WaitingTurnsAsync(CancellationToken cancellationToken) =>
        state.ReadAsync<IReadOnlyList<WaitingTurn>>(
            db => db.Query<(string ActivityId, string Turn)>("SELECT id, turn FROM direct_line_activity WHERE turn IS NOT NULL ORDER BY sent_at, watermark")
                .Select(row => new WaitingTurn(row.ActivityId, ConversationJson.Read<Turn>(row.Turn)))
                .ToList(),
            cancellationToken);

    /// <summary>The activity's turn is durable with its receiver.</summary>
    public Task MarkHandedInAsync(string conversationId, string activityId, CancellationToken cancellationToken) =>
        state.WriteAsync(
            db => db.Execute(
                "UPDATE direct_line_activity SET turn = NULL WHERE conversation_id = @conversationId AND id = @activityId",
                new { conversationId, activityId }),
            cancellationToken);

    /// <summary>Takes back what could not be handed on, so that nobody sees it as sent.</summary>
    public Task WithdrawAsync(string conversationId, string activityId, CancellationToken cancellationToken) =>
        state.WriteAsync(
            db => db.Execute(
                "DELETE FROM direct_line_activity WHERE conversation_id = @conversationId AND id = @activityId",
                new { conversationId, activityId }),
            cancellationToken);

    /// <summary>Deletes what was said so far, but for what is still to be handed in. The watermark goes on, so a client that reads on misses nothing new.</summary>
    public Task ForgetAsync(string conversationId, CancellationToken cancellationToken) =>
        state.WriteAsync(
            db => db.Execute("DELETE FROM direct_line_activity WHERE conversation_id = @conversationId AND turn IS NULL", new { conversationId }),
            cancellationToken);

    /// <summary>
    /// Keeps what the bot says, or replaces what it said under the same id. False when the same <paramref name="body"/>
    /// stands there already.
    /// </summary>
    /// <param name="compose">Makes the activity's JSON from the time it was first said.</param>
    public Task<bool> PutFromBotAsync(
        string conversationId, string activityId, string body, Func<DateTimeOffset, string> compose, CancellationToken cancellationToken) =>
        state.WriteAsync(
            db =>
            {
                var known = db.QuerySingleOrDefault<(string Body, string SentAt)?>(
                    "SELECT body, sent_at FROM direct_line_activity WHERE conversation_id = @conversationId AND id = @activityId",
                    new { conversationId, activityId });
                if (known?.Body == body)
                    return false;
                Start(db, conversationId, userId: "");
                var watermark = NextWatermark(db, conversationId);
                if (known is null)
                {
                    var now = time.GetUtcNow();
                    Insert(db, conversationId, activityId, watermark, now, clientId: null, body, compose(now), turn: null);
                    return true;
                }

                db.Execute(
                    """
                    UPDATE direct_line_activity SET watermark = @watermark, body = @body, json = @json
                    WHERE conversation_id = @conversationId AND id = @activityId
                    """,
                    new { conversationId, activityId, watermark, body, json = compose(ReadTime(known.Value.SentAt)) });
                return true;
            },
            cancellationToken);

    private bool Start(SqliteConnection db, string conversationId, string userId) =>
        db.Execute(
            "INSERT OR IGNORE INTO direct_line_conversation (id, user_id, created_at) VALUES (@conversationId, @userId, @now)",
            new { conversationId, userId, now = WriteTime(time.GetUtcNow()) }) == 1;

    private static long NextWatermark(SqliteConnection db, string conversationId) =>
        db.QuerySingle<long>(
            "UPDATE direct_line_conversation SET watermark = watermark + 1 WHERE id = @conversationId RETURNING watermark",
            new { conversationId });

    private static void Insert(
        SqliteConnection db, string conversationId, string id, long watermark, DateTimeOffset sentAt, string? clientId, string body, string json, Turn? turn) =>
        db.Execute(
            """
            INSERT INTO direct_line_activity (conversation_id, id, watermark, sent_at, client_id, body, json, turn)
            VALUES (@conversationId, @id, @watermark, @sentAt, @clientId, @body, @json, @turn)
            """,
            new { conversationId, id, watermark, sentAt = WriteTime(sentAt), clientId, body, json, turn = turn is null ? null : ConversationJson.Write(turn) });

    private static string WriteTime(DateTimeOffset time) => time.UtcDateTime.ToString("O");

    private static DateTimeOffset ReadTime(string text) => DateTimeOffset.Parse(text, null, System.Globalization.DateTimeStyles.RoundtripKind);
}
