using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Pipelines.Definition;

namespace ChatOps.Agents.Planner.Plans;

/// <summary>The plan that answers a question about data: one query, which only reads.</summary>
internal static class QueryPlan
{
    /// <summary>See <see cref="Plan.Intent"/>.</summary>
    public const string Intent = "query";

    /// <summary>The plan; null where the words hold braces, which a plan would take for a reference.</summary>
    /// <param name="operation">A question with its statement.</param>
    public static Plan? Of(Operation operation)
    {
        var (connection, sql, question) = (operation.Database!, operation.Sql!, operation.Question ?? "");
        if (sql.Contains("{{", StringComparison.Ordinal) || question.Contains("{{", StringComparison.Ordinal))
            return null;
        var title = $"Answer a question about {connection}";
        var with = new JsonObject { ["connection"] = connection, ["sql"] = sql, ["question"] = question };
        return new Plan
        {
            Title = title,
            Intent = Intent,
            Connections = [connection],
            Reads = operation.Reads,
            Assumptions = operation.Note is { } note ? [note] : [],
            Summary = $"Reads from {connection}: {sql}",
            Definition = new PipelineDefinition
            {
                Name = "query",
                Description = title,
                Steps = [new StepDefinition { Id = "query", Type = "sql.query", Title = $"Ask {connection}", With = JsonSerializer.SerializeToElement(with) }],
            },
        };
    }
}
