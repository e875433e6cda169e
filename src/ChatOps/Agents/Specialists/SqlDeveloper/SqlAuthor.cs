using System.Text.Json;
using ChatOps.Agents.Models;
using ChatOps.Agents.Questions;
using ChatOps.Agents.Questions.Running;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Agents.Specialists.SqlDeveloper;

/// <summary>
/// Lets a language model write the query for a question that the grammar would have to ask about, where a model is configured. Its statement counts
/// only once the database has prepared and explained it in a session that can only read.
/// </summary>
internal sealed class SqlAuthor(ModelAgent agent, SchemaReader schemas, QueryRunner runner, DatabaseAccess access)
{
    private const string Agent = "sql-developer";
    private const int MostCalls = 8;
    private const int MostCharacters = 2_000;

    /// <summary>A model's reading is never as sure as one that the grammar proves.</summary>
    private const double Confidence = 0.5;

    private static readonly JsonElement Form = JsonDocument.Parse("""
        {
          "type": "object", "additionalProperties": false, "required": ["outcome", "sql", "explanation", "question", "choices", "reason"],
          "properties": {
            "outcome": { "type": "string", "enum": ["answer", "clarify", "refuse"] },
            "sql": { "type": ["string", "null"] }, "explanation": { "type": ["string", "null"] },
            "question": { "type": ["string", "null"] }, "choices": { "type": "array", "items": { "type": "string" } }, "reason": { "type": ["string", "null"] }
          }
        }
        """).RootElement;

    /// <summary>Null where no model is configured, or none gave an answer that can be used.</summary>
    /// <param name="question">One that the grammar has not refused.</param>
    /// <exception cref="DatabaseException">The database cannot be opened or read.</exception>
    public async Task<QuestionReading?> WriteAsync(DatabaseConnection connection, string question, CancellationToken cancellationToken)
    {
        if (!agent.IsConfigured)
            return null;
        var schema = await schemas.ReadAsync(connection, cancellationToken);
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["connection"] = JsonSerializer.Serialize(connection.Name, JsonSerializerOptions.Web),
            ["dialect"] = connection.Provider.ToString(),
            ["schema"] = SchemaFacts.Of(schema),
            ["question"] = JsonSerializer.Serialize(question.Length > MostCharacters ? question[..MostCharacters] : question, JsonSerializerOptions.Web),
        };
        var contract = new AnswerContract<QuestionReading>("query", Form, (json, stop) => ReadAsync(connection, schema, json, stop));
        var tools = new ModelTools(new SqlAuthorTools(connection, schema, access, runner).Functions, MostCalls);
        return (await agent.AskAsync(Agent, variables, contract, tools, cancellationToken)).Answer;
    }

    private async Task<Checked<QuestionReading>> ReadAsync(DatabaseConnection connection, Schema schema, JsonElement json, CancellationToken cancellationToken)
    {
        switch (Text(json, "outcome"))
        {
            case "answer" when Text(json, "sql") is { } sql:
                return await CheckAsync(connection, schema, sql.Trim().TrimEnd(';'), ModelWords.Clean(Text(json, "explanation")), cancellationToken);
            case "clarify" when ModelWords.Clean(Text(json, "question")) is { } question:
                IReadOnlyList<string> choices = json.TryGetProperty("choices", out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Select(item => ModelWords.Clean(item.ToString())).OfType<string>().Take(5)] : [];
                return Checked<QuestionReading>.Of(new QuestionReading.Clarify(question, choices));
            case "refuse" when ModelWords.Clean(Text(json, "reason")) is { } reason:
                return Checked<QuestionReading>.Of(new QuestionReading.Refuse(reason));
            default:
                return Checked<QuestionReading>.Wrong("\"outcome\" must be answer (with \"sql\"), clarify (with \"question\") or refuse (with \"reason\").");
        }
    }

    private async Task<Checked<QuestionReading>> CheckAsync(DatabaseConnection connection, Schema schema, string sql, string? explanation, CancellationToken cancellationToken)
    {
        try
        {
            if (!await runner.CheckAsync(connection, sql, cancellationToken))
                return Checked<QuestionReading>.Wrong("The statement was not accepted: it must begin with SELECT or WITH.");
        }
        catch (DatabaseException refused) when (refused.Problem is DatabaseProblem.BadStatement or DatabaseProblem.NotReadOnly or DatabaseProblem.TimedOut)
        {
            return Checked<QuestionReading>.Wrong($"The statement was not accepted: {refused.Message}");
        }

        IReadOnlyList<string> tables = [.. schema.Tables.Select(table => table.Name).Where(name => sql.Contains(name, StringComparison.OrdinalIgnoreCase))];
        return Checked<QuestionReading>.Of(new QuestionReading.Sql(sql, tables, $"A language model wrote this query; check that it is what you meant.{(explanation is null ? "" : " " + explanation)}", Confidence, ByModel: true));
    }

    private static string? Text(JsonElement json, string key) => json.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
