using System.Text.Json;
using ChatOps.Pipelines.Runs;
using ChatOps.Pipelines.State;
using Dapper;

namespace ChatOps.Conversation.Memory;

/// <summary>
/// Deletes what was said in a conversation, here and in its channel. Runs, decisions and aliases are records of their own
/// and stay; the audit log keeps digests in place of the messages.
/// </summary>
internal sealed class Forgetting(StateDatabase state, AuditLog audit, RunStore runs, IEnumerable<IReplyPort> ports)
{
    private const int RunsInFlight = 500;

    /// <summary>Kinds of audit entries whose body is something that was said.</summary>
    private static readonly string[] Said = ["turn.received", "message.sent"];

    /// <summary>Messages of people that are kept.</summary>
    public Task<long> MessagesAsync(string conversationId, CancellationToken cancellationToken) =>
        state.ReadAsync(
            database => database.QuerySingle<long>("SELECT count(*) FROM conversation_turns WHERE conversation_id = @conversationId AND body <> ''", new { conversationId }),
            cancellationToken);

    /// <summary>The turn that asks for it is forgotten too, but for its id.</summary>
    /// <param name="personId">Who asks for it.</param>
    public async Task ForgetAsync(Turn turn, string personId, CancellationToken cancellationToken)
    {
        // The cards of runs that go on are drawn from their proposals.
        var inFlight = (await runs.ListAsync(new RunQuery { Origin = Origin.Of(turn).ToString(), UnfinishedOnly = true, Limit = RunsInFlight }, cancellationToken)).Select(run => run.Id).ToArray();
        await state.WriteAsync(
            database =>
            {
                // The ids stay, so that a message delivered again is known.
                database.Execute("UPDATE conversation_turns SET body = '' WHERE conversation_id = @ConversationId AND handled_at IS NOT NULL", turn);
                database.Execute("DELETE FROM conversation_memories WHERE conversation_id = @ConversationId", turn);
                database.Execute("DELETE FROM conversation_proposals WHERE conversation_id = @ConversationId AND run_id NOT IN @inFlight", new { turn.ConversationId, inFlight });
                database.Execute("DELETE FROM conversation_cards WHERE conversation_id = @ConversationId AND run_id NOT IN @inFlight", new { turn.ConversationId, inFlight });
                audit.DeleteDetails(database, turn.ConversationId, Said, personId);
                return audit.Append(database, new AuditEntry("conversation.forgotten", personId, turn.ConversationId, JsonSerializer.SerializeToElement(new { turn.Channel })));
            },
            cancellationToken);
        foreach (var port in ports.Where(port => port.Channel == turn.Channel))
            await port.ForgetAsync(turn.ConversationId, cancellationToken);
    }
}
