#pragma warning disable CA1822, CA1801, IDE0060
namespace ChatOps.Pipelines.Approvals;

/// <summary>Takes people's decisions.</summary>
public sealed class ApprovalDesk
{
    public Task<DecisionOutcome> DecideAsync(DecisionRequest request, CancellationToken cancellationToken) => throw new NotImplementedException();
}
