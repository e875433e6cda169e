using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Agents.Models;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Engine;
using ChatOps.Pipelines.Validation;
using ChatOps.Reports;

namespace ChatOps.Agents.Specialists.Blocks;

/// <summary>
/// <c>llm.chat</c>: asks a language model what the pipeline's author wrote, about outputs of earlier steps, which it is told as data of somebody else.
/// It has no tools; its answer is an output and nothing more.
/// </summary>
internal sealed class LlmChatStep(ModelAgent agent, ModelOptions options) : IStepHandler
{
    private const string Agent = "llm-chat";
    private const string TextForm = """{"text": string}""";

    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Default };

    private static readonly JsonElement TextSchema = StepSchemas.Parse("""
        { "type": "object", "additionalProperties": false, "required": ["text"], "properties": { "text": { "type": "string" } } }
        """);

    public StepType Type { get; } = new("llm.chat", "Ask the language model", "Everybody", RiskClass.Read, InputSchema, OutputSchema)
    {
        Literals = ["prompt"],
        Unavailable = options.IsConfigured ? null : "No language model is configured. Name one in the section Model of the configuration, or leave the step out.",
        DefaultTimeout = TimeSpan.FromMinutes(15),
    };

    private static JsonElement InputSchema { get; } = StepSchemas.Parse("""
        {
          "type": "object",
          "required": ["prompt"],
          "additionalProperties": false,
          "properties": {
            "prompt": { "type": "string", "minLength": 1, "maxLength": 8000, "description": "What is asked for. It is written out: outputs of steps go into inputs." },
            "inputs": { "description": "What it is asked about, such as outputs of earlier steps; told as data of somebody else." },
            "schema": { "type": "object", "description": "JSON schema of the answer, an object; without it the answer is a text." }
          }
        }
        """);

    private static JsonElement OutputSchema { get; } = StepSchemas.Parse("""
        {
          "type": "object",
          "required": ["summary", "answer", "model", "leftOut"],
          "properties": {
            "summary": { "type": "string" },
            "answer": { "description": "A text, or an object of the schema. Sentences with a figure that is in no input, or with a link, are left out." },
            "model": { "type": "string" },
            "leftOut": { "type": "integer", "description": "Sentences that were left out." }
          }
        }
        """);

    public async Task<JsonElement> ExecuteAsync(StepContext context, CancellationToken cancellationToken)
    {
        var inputs = context.With.TryGetProperty("inputs", out var given) ? given.GetRawText() : "null";
        JsonElement? schema = context.With.TryGetProperty("schema", out var form) ? form : null;
        if (schema is { } written && SchemaCheck.Refusal(written) is { } refusal)
            throw new StepFailedException($"The schema of the answer cannot be used: {refusal}. The model was not asked.");
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["task"] = context.With.GetProperty("prompt").GetString()!,
            ["form"] = schema is { } asked ? $"that keeps to this JSON schema: {asked.GetRawText()}" : TextForm,
            ["inputs"] = JsonSerializer.Serialize(JsonNode.Parse(inputs), Written),
        };
        var contract = new AnswerContract<Guarded>("answer", schema ?? TextSchema, (json, _) => Task.FromResult(Read(json, schema ?? TextSchema, inputs)));
        var answer = await agent.AskAsync(Agent, variables, contract, ModelTools.None, cancellationToken);
        if (answer.Answer is not { } guarded)
            throw new StepFailedException($"{answer.Problem!.Message} There is no answer, and nothing else was done.", answer.Problem.IsLasting, answer.Problem);
        var value = schema is null ? guarded.Value["text"]! : guarded.Value;
        var summary = guarded.LeftOut == 0 ? "answered" : $"answered, {Figures.Count(guarded.LeftOut, "sentence")} left out";
        return JsonSerializer.SerializeToElement(new { summary, answer = value, model = options.Name, leftOut = guarded.LeftOut }, JsonSerializerOptions.Web);
    }

    private static Checked<Guarded> Read(JsonElement json, JsonElement schema, string figures)
    {
        if (SchemaCheck.Check(schema, json) is { Count: > 0 } problems)
            return Checked<Guarded>.Wrong([.. problems.Take(5)]);
        var guarded = new Guarded(JsonNode.Parse(json.GetRawText())!);
        guarded.Guard(figures);
        return SchemaCheck.Check(schema, JsonSerializer.SerializeToElement(guarded.Value)) is { Count: > 0 } || (guarded.LeftOut > 0 && guarded.Kept == 0)
            ? Checked<Guarded>.Wrong("Sentences with figures that are in no result, or with links, were left out, and what is left is no answer. Repeat only figures of the results, and write no links.")
            : Checked<Guarded>.Of(guarded);
    }

    /// <summary>An answer whose texts are guarded in place.</summary>
    private sealed class Guarded(JsonNode value)
    {
        public JsonNode Value { get; private set; } = value;

        public int LeftOut { get; private set; }

        /// <summary>Texts that something is left of.</summary>
        public int Kept { get; private set; }

        public void Guard(string figures) => Value = Guard(Value, figures)!;

        private JsonNode? Guard(JsonNode? node, string figures)
        {
            switch (node)
            {
                case JsonObject map:
                    return new JsonObject(map.Select(entry => KeyValuePair.Create(entry.Key, Guard(entry.Value, figures))));
                case JsonArray list:
                    return new JsonArray([.. list.Select(item => Guard(item, figures))]);
                case JsonValue scalar when scalar.TryGetValue<string>(out var text):
                    var guarded = GuardedText.Of(text, figures);
                    LeftOut += guarded.LeftOut;
                    Kept += guarded.Text.Length > 0 ? 1 : 0;
                    return guarded.Text;
                default:
                    return node?.DeepClone();
            }
        }
    }
}
