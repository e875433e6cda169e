using ChatOps.Pipelines.Approvals;

namespace ChatOps.Pipelines.Policy;

/// <summary>
/// Cells of the policy table that differ from the default, by environment and then by risk class, both in lower
/// case: <c>Policy:prod:write:Approvals</c>.
/// </summary>
public sealed class PolicyOptions
{
    public Dictionary<string, Dictionary<string, Requirement>> Cells { get; init; } = new(StringComparer.OrdinalIgnoreCase);
}
