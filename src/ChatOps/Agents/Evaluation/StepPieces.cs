using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Agents.Planner.Plans;
using ChatOps.Agents.Specialists.Proposing;
using ChatOps.Pipelines.Definition;

namespace ChatOps.Agents.Evaluation;

/// <summary>What an instruction is about: a connection, another one, and a table of the first.</summary>
internal sealed record StepPlace(string On, string Target, string Table);

/// <summary>
/// The step types that a request's work does not come to by itself, each within the shortest pipeline that makes sense of it. Their names are those
/// of the words files.
/// </summary>
internal static class StepPieces
{
    private static readonly Dictionary<string, Func<StepPlace, IReadOnlyList<StepDefinition>>> Pieces = new(StringComparer.Ordinal)
    {
        ["inspect"] = place => [Step("inspect", "schema.inspect", On(place))],
        ["diff"] = place => [Step("diff", "schema.diff", On(place, ("against", place.Target)))],
        ["trend"] = place => [Step("profile", "data.profile", On(place)), Step("trend", "anomaly.trend", On(place), "profile")],
        ["backup"] = place => [Step("backup", "backup.create", On(place))],
        ["query"] = place => [Step("query", "sql.query", On(place, ("sql", $"SELECT COUNT(*) FROM {place.Table}")))],
        ["retrieve"] = place => [Step("retrieve", "knowledge.retrieve", new JsonObject { ["question"] = place.Table })],
        ["suggest-checks"] = place => ProposalPlans.Checks(place.On).Definition.Steps,
        ["suggest-keys"] = place => ProposalPlans.Keys(place.On).Definition.Steps,
        ["suggest-choices"] = place => ProposalPlans.Choices(place.On, place.Target).Definition.Steps,
        ["explain"] = place => [Step("quality", "data.check", On(place)), Step("explain", "result.explain", Results(place, "quality"), "quality")],
        ["quarantine"] = place => [Step("quarantine", "data.quarantine", On(place, ("rules", $"{place.Table}.yaml")))],
        ["set-apart"] = place => [Step("set_apart", "quarantine.export", On(place, ("rules", $"{place.Table}.yaml")))],
        ["replace"] = place => MigrationSteps.Of(new MigrationAsked(place.On, place.Target) { Mode = "replace" }, id => id, [], null),
        ["rollback"] = place => MigrationSteps.Rollback(place.On, null),
        ["ask-model"] = place => [Step("profile", "data.profile", On(place)), Step("ask", "llm.chat", AskModel, "profile")],
    };

    private static JsonObject AskModel => new() { ["prompt"] = "Summarise the profile in three sentences.", ["inputs"] = new JsonObject { ["profile"] = "{{ steps.profile.output }}" } };

    /// <summary>All pieces, in a fixed order.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Pieces.Keys];

    /// <summary>Those that only read one connection, and keep a result that a report can be written of.</summary>
    public static IReadOnlyList<string> Reported { get; } = ["diff", "trend"];

    /// <summary>The piece's steps.</summary>
    /// <param name="prefix">Before every id, so that several pieces fit into one pipeline; else empty.</param>
    /// <param name="needs">What its first steps wait for.</param>
    public static IReadOnlyList<StepDefinition> Of(string piece, StepPlace place, string prefix = "", IReadOnlyList<string>? needs = null) =>
        [.. Pieces[piece](place).Select(step => Prefixed(step, prefix)).Select(step => step.Needs.Count == 0 ? step with { Needs = needs ?? [] } : step)];

    /// <summary>One report of what several steps have found.</summary>
    public static StepDefinition Report(StepPlace place, IReadOnlyList<string> steps)
    {
        var with = Results(place, [.. steps]);
        with["title"] = $"What was found in {place.On}";
        return Step("report", "report.write", with, [.. steps]);
    }

    private static StepDefinition Prefixed(StepDefinition step, string prefix) => prefix.Length == 0 ? step : step with
    {
        Id = prefix + step.Id,
        Needs = [.. step.Needs.Select(need => prefix + need)],
        With = JsonDocument.Parse(step.With.GetRawText().Replace("{{ steps.", $"{{{{ steps.{prefix}", StringComparison.Ordinal)).RootElement.Clone(),
    };

    private static StepDefinition Step(string id, string type, JsonObject with, params IReadOnlyList<string> needs) =>
        new() { Id = id, Type = type, With = JsonSerializer.SerializeToElement(with), Needs = needs };

    private static JsonObject On(StepPlace place, params IReadOnlyList<(string Name, string Value)> more)
    {
        var with = new JsonObject { ["connection"] = place.On };
        foreach (var (name, value) in more)
            with[name] = value;
        return with;
    }

    private static JsonObject Results(StepPlace place, params IReadOnlyList<string> steps)
    {
        var with = On(place);
        with["results"] = new JsonArray([.. steps.Select(step => (JsonNode)$"{{{{ steps.{step}.output.result }}}}")]);
        return with;
    }
}
