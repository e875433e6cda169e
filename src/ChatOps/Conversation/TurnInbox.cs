using System.Globalization;
using System.Text.Json;
using ChatOps.Agents.Planner;
using ChatOps.Pipelines.State;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ChatOps.Conversation;

/// <summary>
/// Takes turns, durably and each once, and has them answered in order within their conversation. Turns that a crash
/// left unanswered are answered at the next start; what an answer changed in the conversation's memory is committed
/// together with the turn, so that a turn answered again sees the same memory as the first time.
/// </summary>
internal sealed class TurnInbox : BackgroundService, ITurnReceiver
{
    /// <summary>How long a turn waits for the state database to take writes again, for example after a full disk.</summary>
    private static readonly TimeSpan StatePause = TimeSpan.FromSeconds(5);

    /// <summary>How often a turn may be begun. Beginning is durable, so only a turn that ends the program gets so far.</summary>
    private const int MostAttempts = 3;

    private readonly StateDatabase _state;
    private readonly AuditLog _audit;
    private readonly Dialog _dialog;
    private readonly TimeProvider _clock;
    private readonly ILogger<TurnInbox> _logger;
    private readonly TurnQueues _queues;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationToken _stopping;

    public TurnInbox(StateDatabase state, AuditLog audit, Dialog dialog, TimeProvider clock, ILogger<TurnInbox> logger)
    {
        (_state, _audit, _dialog, _clock, _logger) = (state, audit, dialog, clock, logger);
        _queues = new TurnQueues(AnswerAsync);
    }

    public async Task AcceptAsync(Turn turn, CancellationToken cancellationToken)
    {
        await _ready.Task.WaitAsync(cancellationToken);
        if (await _state.WriteAsync(connection => Keep(connection, turn), cancellationToken))
            _queues.Add(turn);
    }

    /// <summary>Completes when every turn accepted so far in the conversation has been answered.</summary>
    public Task WhenAnsweredAsync(string conversationId, CancellationToken cancellationToken) =>
        _queues.WhenEmptyAsync(conversationId).WaitAsync(cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _stopping = stoppingToken;
        try
        {
            var waiting = await _state.ReadAsync(
                connection => connection.Query<string>("SELECT body FROM conversation_turns WHERE handled_at IS NULL ORDER BY received_at").ToList(),
                stoppingToken);
            foreach (var turn in waiting.Select(Read).OfType<Turn>())
                _queues.Add(turn);
            _ready.SetResult();
        }
        catch (Exception problem)
        {
            _ready.TrySetException(problem);
            throw;
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await _queues.WhenAllEmptyAsync().WaitAsync(cancellationToken);
    }

    /// <summary>False when the turn is known.</summary>
    private bool Keep(SqliteConnection connection, Turn turn)
    {
        var kept = connection.Execute(
            """
            INSERT INTO conversation_turns (channel, turn_id, conversation_id, body, received_at)
            VALUES (@Channel, @Id, @ConversationId, @body, @at) ON CONFLICT DO NOTHING
            """,
            new { turn.Channel, turn.Id, turn.ConversationId, body = ConversationJson.Write(turn), at = Now() });
        if (kept == 0)
            return false;
        _audit.Append(connection, new AuditEntry("turn.received", $"{turn.Channel}:{turn.Identity}", turn.ConversationId, JsonSerializer.SerializeToElement(turn, ConversationJson.Options)));
        return true;
    }

    private Turn? Read(string body)
    {
        try
        {
            return ConversationJson.Read<Turn>(body);
        }
        catch (JsonException problem)
        {
            Log.TurnUnreadable(_logger, problem);
            return null;
        }
    }

    private async Task AnswerAsync(Turn turn)
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                var memory = await BeginAsync(turn) <= MostAttempts
                    ? await _dialog.AnswerAsync(turn, _stopping)
                    : await _dialog.GiveUpAsync(turn, _stopping);
                await _state.WriteAsync(connection => Finish(connection, turn, memory), CancellationToken.None);
                return;
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                // Left unhandled on purpose: the next start answers it.
                return;
            }
            catch (StateUnavailableException problem)
            {
                Log.TurnWaits(_logger, problem, turn.Id);
                await Task.Delay(StatePause, _clock, _stopping).ContinueWith(_ => { }, TaskScheduler.Default);
            }
            catch (Exception problem)
            {
                Log.TurnGivenUp(_logger, problem, turn.Id);
                return;
            }
        }
    }

    /// <summary>Counts how often answering was begun; a turn that stops the program must not do so at every start.</summary>
    private Task<int> BeginAsync(Turn turn) =>
        _state.WriteAsync(
            connection => connection.QuerySingle<int>(
                "UPDATE conversation_turns SET attempts = attempts + 1 WHERE channel = @Channel AND turn_id = @Id RETURNING attempts",
                new { turn.Channel, turn.Id }),
            _stopping);

    private int Finish(SqliteConnection connection, Turn turn, ConversationMemory? memory)
    {
        if (memory is not null)
            ConversationStore.Remember(connection, turn.ConversationId, memory);
        return connection.Execute(
            "UPDATE conversation_turns SET handled_at = @at WHERE channel = @Channel AND turn_id = @Id",
            new { turn.Channel, turn.Id, at = Now() });
    }

    private string Now() => _clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
}
