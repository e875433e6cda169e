using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using ChatOps.Pipelines.State;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ChatOps.Conversation;

/// <summary>
/// Takes turns, durably and each once, and has them answered in order within their conversation. Turns that a crash
/// left unanswered are answered at the next start.
/// </summary>
internal sealed class TurnInbox(StateDatabase state, AuditLog audit, Dialog dialog, TimeProvider clock, ILogger<TurnInbox> logger)
    : BackgroundService, ITurnReceiver
{
    private readonly ConcurrentDictionary<string, Task> _tails = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationToken _stopping = CancellationToken.None;

    public async Task AcceptAsync(Turn turn, CancellationToken cancellationToken)
    {
        await _ready.Task.WaitAsync(cancellationToken);
        if (await state.WriteAsync(connection => Keep(connection, turn), cancellationToken))
            Enqueue(turn);
    }

    /// <summary>Completes when every turn accepted so far in the conversation has been answered.</summary>
    public Task WhenAnsweredAsync(string conversationId, CancellationToken cancellationToken) =>
        _tails.TryGetValue(conversationId, out var tail) ? tail.WaitAsync(cancellationToken) : Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _stopping = stoppingToken;
        var waiting = await state.ReadAsync(
            connection => connection.Query<string>("SELECT body FROM conversation_turns WHERE handled_at IS NULL ORDER BY received_at").ToList(),
            stoppingToken);
        foreach (var body in waiting)
            Enqueue(ConversationJson.Read<Turn>(body));
        _ready.SetResult();
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Task.WhenAll(_tails.Values).WaitAsync(cancellationToken);
    }

    /// <summary>False when the turn is known.</summary>
    private bool Keep(SqliteConnection connection, Turn turn)
    {
        var body = ConversationJson.Write(turn);
        var kept = connection.Execute(
            """
            INSERT INTO conversation_turns (channel, turn_id, conversation_id, body, received_at)
            VALUES (@Channel, @Id, @ConversationId, @body, @at) ON CONFLICT DO NOTHING
            """,
            new { turn.Channel, turn.Id, turn.ConversationId, body, at = Now() });
        if (kept == 0)
            return false;
        audit.Append(connection, new AuditEntry("turn.received", $"{turn.Channel}:{turn.Identity}", turn.ConversationId, JsonSerializer.SerializeToElement(turn, ConversationJson.Options)));
        return true;
    }

    private void Enqueue(Turn turn) =>
        _tails.AddOrUpdate(
            turn.ConversationId,
            _ => Task.Run(() => AnswerAsync(turn), CancellationToken.None),
            (_, tail) => tail.ContinueWith(_ => AnswerAsync(turn), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).Unwrap());

    private async Task AnswerAsync(Turn turn)
    {
        try
        {
            await dialog.AnswerAsync(turn, _stopping);
            await MarkHandledAsync(turn);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // Left unhandled on purpose: the next start answers it.
        }
        catch (StateUnavailableException problem)
        {
            Log.TurnNotKept(logger, problem, turn.Id);
        }
    }

    private Task MarkHandledAsync(Turn turn) =>
        state.WriteAsync(
            connection => connection.Execute(
                "UPDATE conversation_turns SET handled_at = @at WHERE channel = @Channel AND turn_id = @Id",
                new { turn.Channel, turn.Id, at = Now() }),
            CancellationToken.None);

    private string Now() => clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
}
