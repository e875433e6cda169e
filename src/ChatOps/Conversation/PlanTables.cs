using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Pipelines.Definition;

namespace ChatOps.Conversation;

/// <summary>The tables that a plan's steps are limited to.</summary>
internal static class PlanTables
{
    private const string Key = "tables";

    /// <summary>How a migration names them.</summary>
    private const string MigrationKey = "include";

    /// <summary>The tables of the first step that names any; empty means all.</summary>
    public static IReadOnlyList<string> Of(PipelineDefinition definition) =>
        definition.Steps
            .Select(step => step.With.ValueKind == JsonValueKind.Object && step.With.TryGetProperty(KeyOf(step), out var tables) && tables.ValueKind == JsonValueKind.Array ? tables : default)
            .Where(tables => tables.ValueKind == JsonValueKind.Array)
            .Select(tables => tables.EnumerateArray().Select(table => table.GetString() ?? "").ToList())
            .FirstOrDefault() ?? [];

    /// <summary>The same plan, one version on, with every step that names a connection limited to these tables.</summary>
    public static PipelineDefinition Limit(PipelineDefinition definition, IReadOnlyList<string> tables) => definition with
    {
        Version = definition.Version + 1,
        Steps = [.. definition.Steps.Select(step => TakesTables(step) ? step with { With = WithTables(step, tables) } : step)],
    };

    private static bool TakesTables(StepDefinition step) =>
        step.With.ValueKind == JsonValueKind.Object && (IsOfMigration(step) || (step.With.TryGetProperty("connection", out _) && step.Type != "report.write"));

    private static string KeyOf(StepDefinition step) => IsOfMigration(step) ? MigrationKey : Key;

    private static bool IsOfMigration(StepDefinition step) => step.Type == "migrate.dry-run";

    private static JsonElement WithTables(StepDefinition step, IReadOnlyList<string> tables)
    {
        var changed = JsonObject.Create(step.With)!;
        changed[KeyOf(step)] = new JsonArray([.. tables.Select(table => JsonValue.Create(table))]);
        return JsonSerializer.SerializeToElement(changed);
    }
}
