#pragma warning disable CA1822, CA1801, IDE0060
using Microsoft.Data.Sqlite;

namespace ChatOps.Pipelines.State;

public sealed class AuditLog
{
    public Task<long> AppendAsync(AuditEntry entry, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Inside a write transaction of <see cref="StateDatabase"/>.</summary>
    public long Append(SqliteConnection connection, AuditEntry entry) => throw new NotImplementedException();

    public Task<bool> DeleteDetailAsync(long sequence, CancellationToken cancellationToken) => throw new NotImplementedException();

    public Task<AuditVerification> VerifyAsync(CancellationToken cancellationToken) => throw new NotImplementedException();
}
