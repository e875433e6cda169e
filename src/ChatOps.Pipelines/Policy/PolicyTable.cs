#pragma warning disable CA1822, CA1801, IDE0060
using ChatOps.Pipelines.Approvals;
using ChatOps.Pipelines.Definition;

namespace ChatOps.Pipelines.Policy;

/// <summary>Who must agree, by environment and risk.</summary>
public sealed class PolicyTable
{
    public PolicyTable(PolicyOptions options)
    {
    }

    public Requirement Decide(string environment, RiskClass risk) => throw new NotImplementedException();
}
