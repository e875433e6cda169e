using System.Text.Json;
using ChatOps.Agents.Questions.Running;
using ChatOps.Database.Connections;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Engine;
using ChatOps.Reports;
using ChatOps.Reports.Masking;

namespace ChatOps.Agents.Specialists.SqlDeveloper;

/// <summary><c>sql.query</c>: answers with the rows of one query, which the reader's session holds to reading.</summary>
public sealed class SqlQueryStep(ConnectionRegistry connections, QueryRunner runner) : DatabaseStep(connections)
{
    public override StepType Type { get; } = new("sql.query", "Query rows", "SQL developer", RiskClass.Read, InputSchema, OutputSchema);

    private static JsonElement InputSchema { get; } = StepSchemas.Parse("""
        {
          "type": "object",
          "required": ["connection", "sql"],
          "additionalProperties": false,
          "properties": {
            "connection": { "type": "string", "minLength": 1 },
            "sql": { "type": "string", "minLength": 1, "description": "One SELECT." },
            "question": { "type": "string", "description": "What was asked, in words." }
          }
        }
        """);

    private static JsonElement OutputSchema { get; } = StepSchemas.Parse("""
        {
          "type": "object",
          "required": ["summary", "sql", "columns", "rows", "truncated", "top", "result"],
          "properties": {
            "summary": { "type": "string" },
            "question": { "type": ["string", "null"] },
            "sql": { "type": "string" },
            "columns": { "type": "array", "items": { "type": "string" } },
            "rows": { "type": "integer" },
            "truncated": { "type": "boolean" },
            "top": { "type": "array", "description": "The first rows.", "items": { "type": "array" } },
            "result": { "type": "string" }
          }
        }
        """);

    protected override async Task<JsonElement> ExecuteAsync(DatabaseWork work, CancellationToken cancellationToken)
    {
        var sql = work.Context.With.GetProperty("sql").GetString()!;
        var question = work.Context.With.TryGetProperty("question", out var asked) ? asked.GetString() : null;
        var result = await runner.RunAsync(work.Connection, sql, cancellationToken);
        var rows = new QueryRows(sql, result.Columns, work.Connection.ShowPersonalData ? result.Rows : Masked(result), result.Truncated);
        return ReportJson.ToElement(QuerySummary.Of(rows, question, await work.KeepAsync("rows.json", rows, cancellationToken)));
    }

    /// <summary>A result tells no tables: its columns' names and its values say what is personal.</summary>
    private static IReadOnlyList<object?[]> Masked(QueryResult result)
    {
        var personal = new PersonalColumns([]);
        return [.. result.Rows.Select(row => row.Select((value, index) => personal.Mask("", result.Columns[index], value)).ToArray())];
    }
}
