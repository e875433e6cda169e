using System.Text.Json;
using ChatOps.Pipelines.State;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ChatOps.Conversation;

/// <summary>Keeps what the bot wants to say until a channel has taken it. Messages are idempotent by id, so delivering twice is harmless.</summary>
internal sealed class Outbox(StateDatabase state, AuditLog audit, IEnumerable<IReplyPort> ports, ILogger<Outbox> logger)
{
    private readonly Dictionary<string, IReplyPort> _ports = ports.ToDictionary(port => port.Channel, StringComparer.Ordinal);

    public async Task SendAsync(string channel, OutgoingMessage message, CancellationToken cancellationToken)
    {
        var body = ConversationJson.Write(message);
        await state.WriteAsync(connection => Keep(connection, channel, message, body), cancellationToken);
        await DeliverAsync(channel, message, body, cancellationToken);
    }

    /// <summary>Delivers what an earlier process could not.</summary>
    public async Task DeliverWaitingAsync(CancellationToken cancellationToken)
    {
        var waiting = await state.ReadAsync(
            connection => connection.Query<(string Channel, string Body)>(
                "SELECT channel, body FROM conversation_outbox WHERE delivered = 0 ORDER BY message_id").ToList(),
            cancellationToken);
        foreach (var (channel, body) in waiting)
            await DeliverAsync(channel, ConversationJson.Read<OutgoingMessage>(body), body, cancellationToken);
    }

    private int Keep(SqliteConnection connection, string channel, OutgoingMessage message, string body)
    {
        var isNew = connection.ExecuteScalar<long>("SELECT count(*) FROM conversation_outbox WHERE message_id = @Id", new { message.Id }) == 0;
        if (isNew)
            audit.Append(connection, new AuditEntry("message.sent", "bot", message.ConversationId, JsonSerializer.SerializeToElement(new { message.Id, channel, text = message.Text ?? message.Card?.Summary }, ConversationJson.Options)));
        return connection.Execute(
            """
            INSERT INTO conversation_outbox (message_id, channel, body) VALUES (@Id, @channel, @body)
            ON CONFLICT (message_id) DO UPDATE SET body = excluded.body, delivered = 0
            """,
            new { message.Id, channel, body });
    }

    private async Task DeliverAsync(string channel, OutgoingMessage message, string body, CancellationToken cancellationToken)
    {
        if (!_ports.TryGetValue(channel, out var port))
        {
            // A conversation of a channel that this process does not serve: it stays in the outbox for one that does.
            Log.NoPort(logger, channel, message.Id);
            return;
        }

        await port.DeliverAsync(message, cancellationToken);
        await state.WriteAsync(
            connection => connection.Execute(
                "UPDATE conversation_outbox SET delivered = 1 WHERE message_id = @Id AND body = @body", new { message.Id, body }),
            cancellationToken);
    }
}
