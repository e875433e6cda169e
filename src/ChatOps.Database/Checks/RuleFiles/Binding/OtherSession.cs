using ChatOps.Database.Connections;

namespace ChatOps.Database.Checks.RuleFiles.Binding;

/// <summary>A session on another connection, beside one that is held already.</summary>
internal static class OtherSession
{
    /// <summary>Two runs that hold one connection each and wait for the other's would wait for ever.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <exception cref="DatabaseException">It cannot be opened, or not soon enough.</exception>
    internal static async Task<ReaderSession> OpenAsync(DatabaseAccess access, DatabaseConnection connection, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            return await access.OpenReaderAsync(connection, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DatabaseException(DatabaseProblem.TimedOut, $"The connection '{connection.Name}' had no session free for {Patience.TotalSeconds:0} s. Try again, or raise its limit of sessions.");
        }
    }
}
