using ChatOps.Agents.Planner;
using ChatOps.Conversation.Presentation;
using ChatOps.Pipelines.State;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ChatOps.Conversation;

/// <summary>What a conversation remembers, and the proposals made in it.</summary>
internal sealed class ConversationStore(StateDatabase state)
{
    public async Task<ConversationMemory> RecallAsync(string conversationId, CancellationToken cancellationToken)
    {
        var json = await state.ReadAsync(
            connection => connection.QuerySingleOrDefault<string>(
                "SELECT memory FROM conversation_memories WHERE conversation_id = @conversationId", new { conversationId }),
            cancellationToken);
        return json is null ? new ConversationMemory() : ConversationJson.Read<ConversationMemory>(json);
    }

    /// <summary>Within a write of the state database.</summary>
    public static void Remember(SqliteConnection connection, string conversationId, ConversationMemory memory) =>
        connection.Execute(
            """
            INSERT INTO conversation_memories (conversation_id, memory) VALUES (@conversationId, @json)
            ON CONFLICT (conversation_id) DO UPDATE SET memory = excluded.memory
            """,
            new { conversationId, json = ConversationJson.Write(memory) });

    public Task SaveProposalAsync(Origin origin, Proposal proposal, CancellationToken cancellationToken) =>
        state.WriteAsync(
            connection => connection.Execute(
                """
                INSERT INTO conversation_proposals (run_id, conversation_id, channel, proposal) VALUES (@RunId, @ConversationId, @Channel, @json)
                ON CONFLICT (run_id) DO UPDATE SET proposal = excluded.proposal
                """,
                new { proposal.RunId, origin.ConversationId, origin.Channel, json = ConversationJson.Write(proposal) }),
            cancellationToken);

    public async Task<Proposal?> FindProposalAsync(string runId, CancellationToken cancellationToken)
    {
        var json = await state.ReadAsync(
            connection => connection.QuerySingleOrDefault<string>(
                "SELECT proposal FROM conversation_proposals WHERE run_id = @runId", new { runId }),
            cancellationToken);
        return json is null ? null : ConversationJson.Read<Proposal>(json);
    }

    /// <summary>The plan hash that this conversation's card of the run showed last, so that a spoken "approve" is about what was seen there; null before any.</summary>
    public Task<string?> ShownHashAsync(string runId, string conversationId, CancellationToken cancellationToken) =>
        state.ReadAsync(
            connection => connection.QuerySingleOrDefault<string?>(
                "SELECT plan_hash FROM conversation_cards WHERE run_id = @runId AND conversation_id = @conversationId", new { runId, conversationId }),
            cancellationToken);

    public Task SetShownHashAsync(string runId, string conversationId, string? hash, CancellationToken cancellationToken) =>
        state.WriteAsync(
            connection => connection.Execute(
                """
                INSERT INTO conversation_cards (run_id, conversation_id, plan_hash) VALUES (@runId, @conversationId, @hash)
                ON CONFLICT (run_id, conversation_id) DO UPDATE SET plan_hash = excluded.plan_hash
                """,
                new { runId, conversationId, hash }),
            cancellationToken);

    /// <summary>The last event whose effects on cards have been delivered.</summary>
    public Task<long> FeedPositionAsync(CancellationToken cancellationToken) =>
        state.ReadAsync(
            connection => connection.QuerySingleOrDefault<long>("SELECT sequence FROM conversation_feed"), cancellationToken);

    public Task SetFeedPositionAsync(long sequence, CancellationToken cancellationToken) =>
        state.WriteAsync(
            connection => connection.Execute(
                """
                INSERT INTO conversation_feed (only_row, sequence) VALUES (1, @sequence)
                ON CONFLICT (only_row) DO UPDATE SET sequence = excluded.sequence
                """,
                new { sequence }),
            cancellationToken);
}
