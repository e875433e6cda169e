using ChatOps.Agents.Planner;
using ChatOps.Agents.Planner.Plans;
using ChatOps.People;
using ChatOps.Pipelines.Runs;

namespace ChatOps.Conversation;

/// <summary>Proposes to take a migration back. It is a plan of its own: first what would go, by reading, then a decision.</summary>
internal sealed class Rollbacks(RunStore runs, RunAccess access, PlanProposer proposer, Replies replies)
{
    private const int RunsSearched = 200;

    /// <param name="about">A run, or a connection; null for the last migration of this conversation.</param>
    /// <returns>The id of the run that it started, or null.</returns>
    public async Task<string?> ProposeAsync(Turn turn, Person person, string? about, ConversationMemory memory, CancellationToken cancellationToken)
    {
        if (await FindAsync(turn, person, about, memory, cancellationToken) is { } run)
            return await proposer.ProposeAsync(turn, person, RollbackPlan.Of(MigrationRuns.TargetOf(run)!, run.Id), leftOut: null, cancellationToken);
        await replies.SayAsync(
            turn,
            about is null
                ? "I know no migration of this conversation that could be taken back, and I take nothing else back. Reading changed nothing; what another step wrote, and how to undo it, stands on its plan under To undo."
                : $"I know no migration {about} that has written anything, so there is nothing to take back. Nothing was changed.",
            ["runs"],
            cancellationToken);
        return null;
    }

    private async Task<Run?> FindAsync(Turn turn, Person person, string? about, ConversationMemory memory, CancellationToken cancellationToken)
    {
        if ((about ?? memory.LastRunId) is { } id && await access.FindAsync(person, id, cancellationToken) is { } named && (about is not null || MigrationRuns.TargetOf(named) is not null))
            return MigrationRuns.TargetOf(named) is null ? null : named;
        var origin = about is null ? Origin.Of(turn).ToString() : null;
        var recent = await runs.ListAsync(new RunQuery { Origin = origin, Limit = RunsSearched }, cancellationToken);
        return recent.FirstOrDefault(run => MigrationRuns.TargetOf(run) is { } target && RunAccess.MaySee(person, run) && (about is null || Is(about, target) || Is(about, MigrationRuns.SourceOf(run.Definition))));
    }

    private static bool Is(string left, string? right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
