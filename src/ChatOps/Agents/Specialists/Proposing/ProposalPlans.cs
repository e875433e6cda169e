using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Agents.Planner;
using ChatOps.Pipelines.Definition;

namespace ChatOps.Agents.Specialists.Proposing;

/// <summary>The plans that lead to proposals. Every step of them only reads.</summary>
internal static class ProposalPlans
{
    /// <summary>Checks to keep; the data is checked first, so that fixes can be proposed for what is found.</summary>
    public static Plan Checks(string connection) => Of(
        "suggest-checks", $"Propose checks for {connection}", $"Checks the data of {connection}, reads checks off its rows, and tries every proposal on them. Nothing is kept before you press Keep.", [connection],
        Step("quality", "data.check", $"Check the data of {connection}", new JsonObject { ["connection"] = connection }),
        Step("suggest", "rules.suggest", $"Propose checks for {connection}", new JsonObject { ["connection"] = connection, ["findings"] = "{{ steps.quality.output.result }}" }) with { Needs = ["quality"] });

    /// <summary>Keys and references that are not declared.</summary>
    public static Plan Keys(string connection) => Of(
        "suggest-keys", $"Propose keys and references for {connection}", $"Looks for keys and references that {connection} does not declare, and counts for each how many rows break it. Nothing is declared.", [connection],
        Step("suggest", "schema.suggest", $"Propose keys and references for {connection}", new JsonObject { ["connection"] = connection }));

    /// <summary>Choices for a migration.</summary>
    public static Plan Choices(string source, string target) => Of(
        "suggest-choices", $"Propose choices for migrating {source} to {target}", $"Plans the migration of {source} to {target} by reading, once as it is and once with what is proposed. Nothing is created or moved.", [source, target],
        Step("suggest", "migrate.suggest", $"Propose choices for {source} to {target}", new JsonObject { ["source"] = source, ["target"] = target }));

    private static Plan Of(string intent, string title, string summary, IReadOnlyList<string> connections, params IReadOnlyList<StepDefinition> steps) => new()
    {
        Title = title,
        Intent = intent,
        Connections = connections,
        Summary = summary,
        Definition = new PipelineDefinition { Name = intent, Description = title, Steps = steps },
    };

    private static StepDefinition Step(string id, string type, string title, JsonObject with) => new() { Id = id, Type = type, Title = title, With = JsonSerializer.SerializeToElement(with) };
}
