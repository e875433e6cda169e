using ChatOps.Pipelines.Definition;

namespace ChatOps.Agents.Planner.Plans;

/// <summary>The plan that takes a migration back. It is proposed like any other, and what it removes needs a decision of its own.</summary>
public static class RollbackPlan
{
    /// <param name="target">The connection that was migrated into.</param>
    /// <param name="run">As the target's own record has it; null for the latest.</param>
    public static Plan Of(string target, string? run)
    {
        var title = $"Take the migration into {target} back";
        return new Plan
        {
            Title = title,
            Intent = "rollback",
            Connections = [target],
            Summary = $"Finds what {(run is null ? "the latest migration" : $"the migration {run}")} made in {target} and asks for a decision on dropping it; nothing else in {target} is touched, and nothing is dropped where something changed since.",
            Definition = new PipelineDefinition { Name = "rollback", Description = title, Steps = MigrationSteps.Rollback(target, run) },
        };
    }
}
