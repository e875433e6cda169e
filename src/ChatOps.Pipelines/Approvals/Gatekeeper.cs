using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Engine;
using ChatOps.Pipelines.Policy;

namespace ChatOps.Pipelines.Approvals;

/// <summary>Looks at what steps touch and tells who must agree.</summary>
internal sealed class Gatekeeper(IStepTargets targets, PolicyTable policy, StepCatalog catalog)
{
    /// <summary>False for a type that the policy lets run everywhere, so that its targets need no look.</summary>
    public bool MayNeedDecision(string type) => catalog.Find(type) is { } found && policy.MayNeedDecision(found.Risk);

    /// <returns>Null when the step may run without a decision.</returns>
    /// <exception cref="StepFailedException">A target cannot be identified.</exception>
    public async Task<ApprovalPlan?> ExamineAsync(CoveredStep step, CancellationToken cancellationToken)
    {
        if (!MayNeedDecision(step.Type))
            return null;
        var found = await IdentifyAsync(step, cancellationToken);
        var risk = catalog.Find(step.Type)!.Risk;
        var environment = PolicyTable.Strictest(found.Select(t => t.Environment));
        var requirement = policy.Decide(environment, risk);
        return requirement.Approvals == 0 ? null : new ApprovalPlan([step], found, environment, risk, requirement);
    }

    /// <summary>One plan over several: the strictest of everything counts.</summary>
    public ApprovalPlan Combine(IReadOnlyList<ApprovalPlan> plans)
    {
        var environment = PolicyTable.Strictest(plans.Select(p => p.Environment));
        var risk = plans.Max(p => p.Risk);
        var all = plans.Select(p => p.Requirement).Append(policy.Decide(environment, risk)).ToList();
        return new ApprovalPlan(
            [.. plans.SelectMany(p => p.Steps)],
            [.. plans.SelectMany(p => p.Targets)],
            environment,
            risk,
            new Requirement(all.Max(r => r.Approvals), all.TrueForAll(r => r.RequesterMayDecide), all.Exists(r => r.FreshSignIn)));
    }

    /// <summary>The targets of all items together, each once.</summary>
    public async Task<IReadOnlyList<CoveredTarget>> IdentifyAsync(CoveredStep step, CancellationToken cancellationToken)
    {
        var found = new SortedDictionary<string, CoveredTarget>(StringComparer.Ordinal);
        foreach (var with in step.With.DistinctBy(CanonicalJson.Write))
            foreach (var target in await targets.IdentifyAsync(step.Type, with, cancellationToken))
                found[target.Name] = new CoveredTarget(step.StepId, target.Name, target.Environment, target.Fingerprint);
        return [.. found.Values];
    }

    /// <summary>What is no longer as expected, in words; empty when all is the same.</summary>
    /// <param name="withFingerprints">False when only names and environments can be told from what was expected.</param>
    public static IReadOnlyList<string> Differences(
        IReadOnlyList<CoveredTarget> expected, IReadOnlyList<CoveredTarget> actual, bool withFingerprints = true)
    {
        var before = expected.ToDictionary(t => (t.StepId, t.Name));
        var now = actual.ToDictionary(t => (t.StepId, t.Name));
        return
        [
            .. before.Keys.Union(now.Keys)
                .Select(key => (key.Name, Before: before.GetValueOrDefault(key), Now: now.GetValueOrDefault(key)))
                .Where(t => withFingerprints ? t.Before != t.Now : t.Before?.Environment != t.Now?.Environment)
                .Select(t => t switch
                {
                    { Before: null } => $"{t.Name} is new",
                    { Now: null } => $"{t.Name} is gone",
                    _ when t.Before.Environment != t.Now.Environment => $"{t.Name} moved from {t.Before.Environment} to {t.Now.Environment}",
                    _ => $"{t.Name} has changed",
                })
                .Distinct(),
        ];
    }
}
