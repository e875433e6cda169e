namespace ChatOps.Agents.Planner;

/// <summary>
/// Turns what a person wrote into a plan, a question, a refusal or a command. It reads names only and changes
/// nothing. An interface because two planners answer to it: one by grammar, one by a language model.
/// </summary>
public interface IPlanner
{
    /// <summary>Answers every text, also an empty or a hostile one.</summary>
    Task<PlannerReply> PlanAsync(PlannerRequest request, CancellationToken cancellationToken);
}
