using ChatOps.Pipelines.State;

namespace ChatOps.Pipelines.Approvals;

/// <summary>Reads approval requests.</summary>
public sealed class ApprovalStore(StateDatabase state)
{
    public Task<ApprovalRequest?> FindAsync(string approvalId, CancellationToken cancellationToken) =>
        state.ReadAsync(c => ApprovalRows.Find(c, approvalId), cancellationToken);

    /// <summary>Oldest first, voided ones included.</summary>
    public Task<IReadOnlyList<ApprovalRequest>> ForRunAsync(string runId, CancellationToken cancellationToken) =>
        state.ReadAsync(c => ApprovalRows.OfRun(c, runId), cancellationToken);

    /// <summary>Everything that waits for somebody, oldest first.</summary>
    public Task<IReadOnlyList<ApprovalRequest>> OpenAsync(CancellationToken cancellationToken) =>
        state.ReadAsync(c => ApprovalRows.AllOpen(c), cancellationToken);
}
