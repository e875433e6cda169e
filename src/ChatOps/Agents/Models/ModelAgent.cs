using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ChatOps.Agents.Prompts;
using Microsoft.Extensions.AI;

namespace ChatOps.Agents.Models;

/// <summary>Asks the model as one of the agents: within the turn's time and tokens, with at most two repairs, and with a record of it. It never throws for what an endpoint does.</summary>
internal sealed class ModelAgent(Lazy<IChatClient> client, ModelOptions options, Lazy<PromptLibrary> prompts, ModelCalls calls, TimeProvider clock)
{
    private const int MostRepairs = 2;

    /// <summary>Answers of a question that may call tools; after that it has to answer.</summary>
    private const int MostRounds = 12;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16 };

    /// <summary>After a failure that the next turns would meet too, nobody has to wait for it again.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private (DateTimeOffset Until, ModelException? Because) _resting;

    /// <summary>There is a model to ask.</summary>
    public bool IsConfigured => options.IsConfigured;

    /// <param name="agent">See <see cref="PromptLibrary.Agents"/>.</param>
    /// <param name="variables">Of the agent's prompt, without <c>now</c> and <c>boundary</c>.</param>
    /// <param name="tools">What the agent may call meanwhile.</param>
    /// <param name="onWritten">Told the JSON of the answer as far as it is written, each time it has grown; an answer that is written again begins anew. Null where nobody looks on.</param>
    public async Task<ModelAnswer<T>> AskAsync<T>(
        string agent, IReadOnlyDictionary<string, string> variables, AnswerContract<T> contract, ModelTools tools, CancellationToken cancellationToken, Func<string, Task>? onWritten = null)
        where T : class
    {
        var turn = new ModelTurn(prompts.Value[agent], tools, clock.GetTimestamp()) { OnWritten = onWritten };
        var asked = clock.GetUtcNow();
        T? answer = null;
        ModelException? problem = null;
        try
        {
            await CheckBeforeAsync(asked, cancellationToken);
            using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            time.CancelAfter(options.Timeout);
            answer = await AskAsync(turn, variables, contract, time.Token);
        }
        catch (ModelException failure)
        {
            problem = failure;
            Note(failure);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            problem = new ModelException(ModelProblem.TooSlow, $"The model did not answer within {options.Timeout.TotalSeconds:0} s.");
            Note(problem);
        }

        await calls.AddAsync(
            new ModelCall
            {
                AskedAt = asked,
                Agent = agent,
                Provider = options.Address!.Authority,
                Model = options.Name,
                PromptVersion = turn.Prompt.Version,
                Outcome = problem is null ? ModelCall.Answered : JsonNamingPolicy.KebabCaseLower.ConvertName(problem.Problem.ToString()),
                Repairs = turn.Repairs,
                RefusedTools = turn.Use.Refused,
                InputTokens = turn.Input,
                OutputTokens = turn.Output,
                Duration = clock.GetElapsedTime(turn.Start),
            },
            cancellationToken);
        return new ModelAnswer<T>(answer, problem);
    }

    private async Task<T> AskAsync<T>(ModelTurn turn, IReadOnlyDictionary<string, string> variables, AnswerContract<T> contract, CancellationToken cancellationToken)
        where T : class
    {
        var messages = new List<ChatMessage> { new(ChatRole.User, Render(turn, variables)) };
        for (; ; turn.Repairs++)
        {
            var text = await ConverseAsync(turn, messages, contract.Name, contract.Schema, cancellationToken);
            var read = TryParse(text) is { } json
                ? await contract.ReadAsync(json, cancellationToken)
                : Checked<T>.Wrong("The answer is not one JSON object of the form that was asked for.");
            if (read.Value is { } value)
                return value;
            if (turn.Repairs == MostRepairs)
                throw new ModelException(ModelProblem.Unusable, $"The model's answer could not be used, nor could {MostRepairs} corrected ones.");
            messages.Add(new ChatMessage(ChatRole.Assistant, text));
            messages.Add(new ChatMessage(ChatRole.User, $"That answer could not be used. Answer again in the same form, without these faults:\n{string.Join('\n', read.Findings.Select(finding => $"- {finding}"))}"));
        }
    }

    /// <summary>Until the model answers in words; in between it may call its tools.</summary>
    private async Task<string> ConverseAsync(ModelTurn turn, List<ChatMessage> messages, string name, JsonElement schema, CancellationToken cancellationToken)
    {
        while (true)
        {
            var response = await CallAsync(turn, messages, name, schema, cancellationToken);
            List<FunctionCallContent> calls = [.. response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>()];
            if (calls.Count == 0)
                return response.Text;
            if (++turn.Rounds > MostRounds)
                throw new ModelException(ModelProblem.Unusable, "The model went on calling tools instead of answering.");
            messages.AddRange(response.Messages);
            foreach (var call in calls)
                messages.Add(new ChatMessage(ChatRole.Tool, [await turn.Tools.CallAsync(call, turn.Use, turn.Boundary, cancellationToken)]));
        }
    }

    private async Task<ChatResponse> CallAsync(ModelTurn turn, List<ChatMessage> messages, string name, JsonElement schema, CancellationToken cancellationToken)
    {
        // Four characters are about a token; a server that counts differently is caught by its own figures after the call.
        var written = messages.SelectMany(message => message.Contents).Sum(LengthOf) / 4;
        if (turn.Spent + written + turn.Prompt.Settings.MaxTokens > options.TokensPerTurn)
            throw new ModelException(ModelProblem.OverBudget, $"The question to the model would take more than the {options.TokensPerTurn} tokens that a turn may use.");
        var response = await RespondAsync(turn, messages, new ChatOptions
        {
            Temperature = (float)turn.Prompt.Settings.Temperature,
            TopP = (float)turn.Prompt.Settings.TopP,
            MaxOutputTokens = turn.Prompt.Settings.MaxTokens,
            ResponseFormat = ChatResponseFormat.ForJsonSchema(schema, name),
            Tools = turn.Tools.Functions.Count == 0 ? null : [.. turn.Tools.Functions],
        }, cancellationToken);
        turn.Add(response.Usage?.InputTokenCount ?? written, response.Usage?.OutputTokenCount ?? response.Text.Length / 4);
        if (turn.Spent > options.TokensPerTurn)
            throw new ModelException(ModelProblem.OverBudget, $"The model used more than the {options.TokensPerTurn} tokens that a turn may use.");
        if (response.FinishReason == ChatFinishReason.Length)
            throw new ModelException(ModelProblem.CutShort, "The model's answer was cut short.");
        return response.FinishReason == ChatFinishReason.ContentFilter ? throw new ModelException(ModelProblem.Declined, "The model declined to answer.") : response;
    }

    private async Task<ChatResponse> RespondAsync(ModelTurn turn, List<ChatMessage> messages, ChatOptions asked, CancellationToken cancellationToken)
    {
        if (turn.OnWritten is not { } onWritten)
            return await client.Value.GetResponseAsync(messages, asked, cancellationToken);
        var updates = new List<ChatResponseUpdate>();
        var text = new StringBuilder();
        await foreach (var update in client.Value.GetStreamingResponseAsync(messages, asked, cancellationToken))
        {
            updates.Add(update);
            if (update.Text.Length > 0)
                await onWritten(text.Append(update.Text).ToString());
        }

        return updates.ToChatResponse();
    }

    private static int LengthOf(AIContent content) => content switch
    {
        TextContent text => text.Text.Length,
        FunctionResultContent result => result.Result?.ToString()?.Length ?? 0,
        _ => 0,
    };

    private async Task CheckBeforeAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_resting.Because is { } because && now < _resting.Until)
                throw new ModelException(because.Problem, $"{because.Message} It is asked again in {Math.Ceiling((_resting.Until - now).TotalSeconds):0} s.");
        }

        var day = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        if (options.TokensPerDay is { } most && await calls.TokensSinceAsync(day, cancellationToken) >= most)
            throw new ModelException(ModelProblem.OverBudget, $"Today's {most} tokens are used up.");
    }

    private void Note(ModelException failure)
    {
        var rest = failure.RetryAfter is { } asked && asked < LongestRest ? asked : Rest;
        lock (_gate)
        {
            if (failure.IsLasting && clock.GetUtcNow() >= _resting.Until)
                _resting = (clock.GetUtcNow() + rest, failure);
        }
    }

    private string Render(ModelTurn turn, IReadOnlyDictionary<string, string> variables)
    {
        var values = new Dictionary<string, string>(variables, StringComparer.Ordinal)
        {
            ["now"] = $"{clock.GetUtcNow():yyyy-MM-dd HH:mm} UTC",
            ["boundary"] = turn.Boundary,
        };
        foreach (var unknown in values.Keys.Where(name => turn.Prompt.Variables.All(variable => variable.Name != name)).ToList())
            values.Remove(unknown);
        return turn.Prompt.Render(values);
    }

    /// <summary>One object; a fence of backticks around it, which some models cannot leave out, is taken off.</summary>
    private static JsonElement? TryParse(string text)
    {
        var json = text.Trim();
        if (json.StartsWith("```", StringComparison.Ordinal) && json.EndsWith("```", StringComparison.Ordinal) && json.IndexOf('\n') is var line and > 0)
            json = json[line..^3].Trim();
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>One question with its repairs.</summary>
    private sealed class ModelTurn(Prompt prompt, ModelTools tools, long start)
    {
        public Prompt Prompt { get; } = prompt;

        public ModelTools Tools { get; } = tools;

        public ToolUse Use { get; } = new();

        public Func<string, Task>? OnWritten { get; init; }

        /// <summary>Marks where data begins and ends; new for every question, so that no data can know it.</summary>
        public string Boundary { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

        /// <summary>Answers so far that called tools.</summary>
        public int Rounds { get; set; }

        public long Start { get; } = start;

        public int Repairs { get; set; }

        public long Input { get; private set; }

        public long Output { get; private set; }

        public long Spent => Input + Output;

        public void Add(long input, long output) => (Input, Output) = (Input + input, Output + output);
    }
}
