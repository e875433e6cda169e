using System.Text.Json;
using ChatOps.Pipelines.Approvals;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Runs;
using ChatOps.Pipelines.Validation;

namespace ChatOps.Pipelines.Engine;

/// <summary>Finds what already needs a decision before anything has run, so that one decision covers the plan.</summary>
internal static class SubmissionPlan
{
    /// <returns>Null when nothing that is certain by now needs a decision.</returns>
    public static async Task<ApprovalPlan?> MakeAsync(RunRow run, Gatekeeper gatekeeper, CancellationToken cancellationToken)
    {
        var memory = new RunMemory(run, []);
        var plans = new List<ApprovalPlan>();
        foreach (var step in memory.Steps)
        {
            if (!step.References.AreFixedAtSubmission || !gatekeeper.MayNeedDecision(step.Definition.Type))
                continue;
            if (await ExamineAsync(memory, step, gatekeeper, cancellationToken) is { } plan)
                plans.Add(plan);
        }

        return plans.Count == 0 ? null : gatekeeper.Combine(plans);
    }

    private static async Task<ApprovalPlan?> ExamineAsync(
        RunMemory memory, StepState step, Gatekeeper gatekeeper, CancellationToken cancellationToken)
    {
        try
        {
            if (WithsOf(memory, step) is not { Count: > 0 } withs)
                return null;
            return await gatekeeper.ExamineAsync(new CoveredStep(step.Definition.Id, step.Definition.Type, withs), cancellationToken);
        }
        catch (Exception error) when (error is StepFailedException or ExpressionException)
        {
            // The step meets the same obstacle when its turn comes, and fails there with the message.
            return null;
        }
    }

    /// <summary>Null when the step's own condition keeps it from running. <c>run.id</c> is fixed only with the row, so it waits.</summary>
    private static IReadOnlyList<JsonElement>? WithsOf(RunMemory memory, StepState step)
    {
        if (step.References.Paths.Any(p => p.Root == PathExpression.Run))
            return null;
        if (step.References.Condition is { } condition && !condition.Evaluate(memory.Scope(null)))
            return null;
        var with = step.Definition.With.OrEmpty();
        if (step.References.ForEach is not { } each)
            return [Template.Resolve(with, memory.Scope(null))];
        var items = memory.Scope(null).Resolve(each);
        return items.ValueKind == JsonValueKind.Array && items.GetArrayLength() <= DefinitionLimits.MaxItems
            ? [.. items.EnumerateArray().Select(i => Template.Resolve(with, memory.Scope(i)))]
            : null;
    }
}
