using System.Text.Json;
using ChatOps.Pipelines.State;
using Dapper;

namespace ChatOps.Agents.Models;

/// <summary>The record of every question to a model: whether it answered or somebody stood in for it, and what it cost. Each stands in the audit too.</summary>
public sealed class ModelCalls(StateDatabase state, AuditLog audit, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(400);

    public Task AddAsync(ModelCall call, CancellationToken cancellationToken) => state.WriteAsync(
        database =>
        {
            database.Execute(Insert, new
            {
                at = call.AskedAt.ToUnixTimeMilliseconds(),
                call.Agent,
                call.Provider,
                call.Model,
                version = call.PromptVersion,
                call.Outcome,
                call.Repairs,
                input = call.InputTokens,
                output = call.OutputTokens,
                duration = (long)call.Duration.TotalMilliseconds,
            });
            audit.Append(database, new AuditEntry("model.asked", call.Agent, call.Provider, JsonSerializer.SerializeToElement(
                new { call.Model, prompt = call.PromptVersion, call.Outcome, call.Repairs, tokens = call.InputTokens + call.OutputTokens, refusedTools = call.RefusedTools }, JsonSerializerOptions.Web)));
            return database.Execute("DELETE FROM model_calls WHERE asked_at < @oldest", new { oldest = (clock.GetUtcNow() - Kept).ToUnixTimeMilliseconds() });
        },
        cancellationToken);

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<ModelCall>> ReadAsync(int most, CancellationToken cancellationToken)
    {
        var rows = await state.ReadAsync(
            database => database.Query<StoredRow>(
                "SELECT asked_at, agent, provider, model, prompt_version, outcome, repairs, input_tokens, output_tokens, duration FROM model_calls ORDER BY id DESC LIMIT @most", new { most }).ToList(),
            cancellationToken);
        return [.. rows.Select(row => new ModelCall
        {
            AskedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.asked_at),
            Agent = row.agent,
            Provider = row.provider,
            Model = row.model,
            PromptVersion = row.prompt_version,
            Outcome = row.outcome,
            Repairs = (int)row.repairs,
            InputTokens = row.input_tokens,
            OutputTokens = row.output_tokens,
            Duration = TimeSpan.FromMilliseconds(row.duration),
        })];
    }

    /// <summary>Tokens read and written since then.</summary>
    public Task<long> TokensSinceAsync(DateTimeOffset start, CancellationToken cancellationToken) => state.ReadAsync(
        database => database.ExecuteScalar<long>("SELECT coalesce(sum(input_tokens + output_tokens), 0) FROM model_calls WHERE asked_at >= @start", new { start = start.ToUnixTimeMilliseconds() }),
        cancellationToken);

    private const string Insert = """
        INSERT INTO model_calls (asked_at, agent, provider, model, prompt_version, outcome, repairs, input_tokens, output_tokens, duration)
        VALUES (@at, @Agent, @Provider, @Model, @version, @Outcome, @Repairs, @input, @output, @duration)
        """;

#pragma warning disable IDE1006, CA1812 // Dapper fills it by the names of the columns.
    private sealed record StoredRow(
        long asked_at, string agent, string provider, string model, string prompt_version, string outcome, long repairs, long input_tokens, long output_tokens, long duration);
#pragma warning restore IDE1006, CA1812
}

/// <summary>One question to a model, with its repairs, and what came of it.</summary>
public sealed record ModelCall
{
    /// <summary>The outcome of a question that was answered; else the outcome is the kind of <see cref="ModelProblem"/>, and somebody stood in.</summary>
    public const string Answered = "answered";

    public required DateTimeOffset AskedAt { get; init; }

    public required string Agent { get; init; }

    /// <summary>Host and port of the endpoint.</summary>
    public required string Provider { get; init; }

    public required string Model { get; init; }

    /// <summary>See <see cref="Prompts.Prompt.Version"/>.</summary>
    public required string PromptVersion { get; init; }

    public required string Outcome { get; init; }

    /// <summary>How often the answer was sent back with what was wrong with it, 0 to 2.</summary>
    public int Repairs { get; init; }

    /// <summary>Tools that the model asked for and may not use. Kept in the audit only.</summary>
    public IReadOnlyList<string> RefusedTools { get; init; } = [];

    public long InputTokens { get; init; }

    public long OutputTokens { get; init; }

    public TimeSpan Duration { get; init; }

    public bool IsFallback => Outcome != Answered;
}
