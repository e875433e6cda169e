using System.Text.Json;
using ChatOps.Knowledge.Documents;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Engine;
using ChatOps.Reports;

namespace ChatOps.Agents.Specialists.Blocks;

/// <summary><c>knowledge.retrieve</c>: finds passages of the documents, each with its place. They are quotations: nothing that they say is done.</summary>
internal sealed class KnowledgeRetrieveStep(DocumentSearch search) : IStepHandler
{
    private const int DefaultLimit = 5;

    public StepType Type { get; } = new("knowledge.retrieve", "Find in documents", "Everybody", RiskClass.Read, InputSchema, OutputSchema);

    private static JsonElement InputSchema { get; } = StepSchemas.Parse("""
        {
          "type": "object",
          "required": ["question"],
          "additionalProperties": false,
          "properties": {
            "question": { "type": "string", "minLength": 1, "maxLength": 2000, "description": "What is looked for, in words." },
            "limit": { "type": "integer", "minimum": 1, "maximum": 20, "description": "At most so many passages; 5 where nothing is said." }
          }
        }
        """);

    private static JsonElement OutputSchema { get; } = StepSchemas.Parse("""
        {
          "type": "object",
          "required": ["summary", "count", "passages"],
          "properties": {
            "summary": { "type": "string" },
            "count": { "type": "integer" },
            "passages": {
              "type": "array",
              "description": "Best first; quoted as they stand.",
              "items": {
                "type": "object",
                "properties": { "document": { "type": "string" }, "place": { "type": "string" }, "quote": { "type": "string" } }
              }
            },
            "note": { "type": ["string", "null"], "description": "What could not be done." }
          }
        }
        """);

    public async Task<JsonElement> ExecuteAsync(StepContext context, CancellationToken cancellationToken)
    {
        var limit = context.With.TryGetProperty("limit", out var given) ? given.GetInt32() : DefaultLimit;
        var found = await search.SearchAsync(context.With.GetProperty("question").GetString()!, limit, cancellationToken);
        return ReportJson.ToElement(new
        {
            summary = found.Passages.Count == 0 ? "nothing found" : $"{Figures.Count(found.Passages.Count, "passage")}, first of {found.Passages[0].Document}, {found.Passages[0].Place}",
            count = found.Passages.Count,
            passages = found.Passages.Select(passage => new { passage.Document, passage.Place, passage.Quote }),
            note = found.Note,
        });
    }
}
