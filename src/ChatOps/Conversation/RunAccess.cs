using ChatOps.People;
using ChatOps.Pipelines.Runs;

namespace ChatOps.Conversation;

/// <summary>Who may see a run: whoever may see every connection it is about.</summary>
public sealed class RunAccess(RunStore runs)
{
    public async Task<bool> MaySeeAsync(Person person, string runId, CancellationToken cancellationToken) =>
        await FindAsync(person, runId, cancellationToken) is not null;

    /// <summary>The run, or null when there is none or the person may not see it; the two look the same on purpose.</summary>
    public async Task<Run?> FindAsync(Person person, string runId, CancellationToken cancellationToken) =>
        await runs.FindAsync(runId, cancellationToken) is { } run && MaySee(person, run) ? run : null;

    public static bool MaySee(Person person, Run run) => PlanConnections.Of(run.Definition).All(person.MaySee);
}
