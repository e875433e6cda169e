#pragma warning disable CA1822, CA1801, IDE0060
namespace ChatOps.Pipelines.Approvals;

/// <summary>Reads approval requests.</summary>
public sealed class ApprovalStore
{
    public Task<ApprovalRequest?> FindAsync(string approvalId, CancellationToken cancellationToken) => throw new NotImplementedException();

    public Task<IReadOnlyList<ApprovalRequest>> ForRunAsync(string runId, CancellationToken cancellationToken) => throw new NotImplementedException();

    public Task<IReadOnlyList<ApprovalRequest>> OpenAsync(CancellationToken cancellationToken) => throw new NotImplementedException();
}
