using ChatOps.Agents.Planner.Reading;

namespace ChatOps.Agents.Planner.Offline;

/// <summary>
/// The planner that needs no model: a lexicon, a small grammar and fuzzy names. The same request in the same
/// conversation always gets the same reply. It asks where it is not sure, and never starts anything.
/// </summary>
public sealed class OfflinePlanner : IPlanner
{
    private readonly Interpreter _interpreter = new();

    public async Task<PlannerReply> PlanAsync(PlannerRequest request, CancellationToken cancellationToken) =>
        await new Replies(request).OfAsync(await _interpreter.InterpretAsync(request, cancellationToken), cancellationToken);
}
