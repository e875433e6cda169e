using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Agents.Planner;
using ChatOps.Pipelines.Definition;

namespace ChatOps.Agents.Evaluation;

/// <summary>Measures a planner by pairs of instructions and plans: right is the very pipeline, whatever its words of explanation.</summary>
internal sealed class PlanEvaluation(IPlanner planner)
{
    private static readonly string[] Lists = ["tables", "include", "exclude"];

    public async Task<Mark> MarkAsync(InstructionPair pair, CancellationToken cancellationToken) => await planner.PlanAsync(pair.ToRequest(), cancellationToken) switch
    {
        PlannerReply.Execute execute => Same(pair, execute.Plan) ? Mark.Right : Mark.Wrong,
        PlannerReply.Partial => Mark.Wrong,
        _ => Mark.Asked,
    };

    private static bool Same(InstructionPair pair, Plan plan) => Steps(pair.Plan) == Steps(PairGenerator.Canonical(plan.Definition));

    /// <summary>Steps, inputs and what waits for what. Titles are words, and lists of tables have no order.</summary>
    private static string Steps(JsonElement plan) => string.Join('\n', plan.GetProperty("steps").EnumerateArray().Select(Step).Order(StringComparer.Ordinal));

    private static string Step(JsonElement step)
    {
        var node = JsonSerializer.Deserialize<JsonObject>(step)!;
        node.Remove("title");
        if (node["with"] is JsonObject with)
        {
            foreach (var key in Lists.Where(key => with[key] is JsonArray))
                with[key] = new JsonArray([.. with[key]!.AsArray().Select(item => item!.GetValue<string>()).Order(StringComparer.Ordinal).Select(item => (JsonNode)item)]);
        }

        return CanonicalJson.Write(JsonSerializer.SerializeToElement(node));
    }
}
