using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ChatOps.Pipelines.State;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ChatOps.Conversation;

/// <summary>Keeps what the bot wants to say until a channel has taken it. Messages are idempotent by id, so delivering twice is harmless.</summary>
internal sealed class Outbox(StateDatabase state, AuditLog audit, IEnumerable<IReplyPort> ports, TimeProvider clock, ILogger<Outbox> logger)
{
    private readonly Dictionary<string, IReplyPort> _ports = ports.ToDictionary(port => port.Channel, StringComparer.Ordinal);

    /// <summary>Sends a message; one that was delivered before exactly as it is now is not sent again.</summary>
    public async Task SendAsync(string channel, OutgoingMessage message, CancellationToken cancellationToken)
    {
        var body = ConversationJson.Write(message);
        if (await state.WriteAsync(connection => Keep(connection, channel, message, body), cancellationToken))
            await DeliverAsync(channel, message, body, cancellationToken);
    }

    /// <summary>The channel can show a message that is still being written.</summary>
    public bool ShowsDrafts(string channel) => _ports.TryGetValue(channel, out var port) && port.ShowsDrafts;

    /// <summary>Shows a message as far as it is written. It is neither kept nor audited, and one that does not arrive is missed by nobody: the whole message follows under the same id.</summary>
    public async Task ShowDraftAsync(string channel, OutgoingMessage draft, CancellationToken cancellationToken)
    {
        try
        {
            if (_ports.TryGetValue(channel, out var port) && port.ShowsDrafts)
                await port.DeliverAsync(draft, cancellationToken);
        }
        catch (Exception problem) when (!cancellationToken.IsCancellationRequested)
        {
            Log.NotDelivered(logger, problem);
        }
    }

    /// <summary>Delivers what an earlier process could not.</summary>
    public async Task DeliverWaitingAsync(CancellationToken cancellationToken)
    {
        var waiting = await state.ReadAsync(
            connection => connection.Query<(string Channel, string Body)>(
                "SELECT channel, body FROM conversation_outbox WHERE body IS NOT NULL ORDER BY sent_at").ToList(),
            cancellationToken);
        foreach (var (channel, body) in waiting)
        {
            try
            {
                await DeliverAsync(channel, ConversationJson.Read<OutgoingMessage>(body), body, cancellationToken);
            }
            catch (Exception problem) when (!cancellationToken.IsCancellationRequested)
            {
                Log.NotDelivered(logger, problem);
            }
        }
    }

    /// <summary>False when this very message was delivered before.</summary>
    private bool Keep(SqliteConnection connection, string channel, OutgoingMessage message, string body)
    {
        var digest = Digest(body);
        var known = connection.QuerySingleOrDefault<(string? Digest, string? Body)?>("SELECT digest, body FROM conversation_outbox WHERE message_id = @Id", new { message.Id });
        if (known is { Body: null } delivered && delivered.Digest == digest)
            return false;
        if (known is null)
            audit.Append(connection, new AuditEntry("message.sent", "bot", message.ConversationId, JsonSerializer.SerializeToElement(new { message.Id, channel, text = message.Text ?? message.Card?.Summary }, ConversationJson.Options)));
        connection.Execute(
            """
            INSERT INTO conversation_outbox (message_id, channel, digest, body, sent_at) VALUES (@Id, @channel, @digest, @body, @at)
            ON CONFLICT (message_id) DO UPDATE SET digest = excluded.digest, body = excluded.body
            """,
            new { message.Id, channel, digest, body, at = clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture) });
        return true;
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
        // The body has done its work; the digest stays, to tell a repetition from a change.
        await state.WriteAsync(
            connection => connection.Execute(
                "UPDATE conversation_outbox SET body = NULL WHERE message_id = @Id AND digest = @digest", new { message.Id, digest = Digest(body) }),
            cancellationToken);
    }

    private static string Digest(string body) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)));
}
