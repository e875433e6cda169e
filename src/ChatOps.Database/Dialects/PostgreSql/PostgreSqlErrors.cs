using System.Net.Sockets;
using ChatOps.Database.Connections;
using Npgsql;

namespace ChatOps.Database.Dialects.PostgreSql;

/// <summary>What the server or the way to it refused, as sentences for a person (PostgreSQL, appendix A, "Error Codes").</summary>
internal static class PostgreSqlErrors
{
    internal static bool IsOurs(Exception exception) => exception is NpgsqlException or SocketException or TimeoutException or IOException or OperationCanceledException;

    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    internal static DatabaseException ForOpen(Exception exception, ServerAddress server, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return exception is PostgresException refused ? Refused(refused, server.ToString(), null) : new DatabaseException(
            DatabaseProblem.Unreachable,
            $"The PostgreSQL server of {server} does not answer ({Reason(exception)}). Nothing was read. Check that it runs and that host and port are right, then try again.",
            exception);
    }

    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    internal static DatabaseException ForStatement(Exception exception, DatabaseConnection connection, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return exception is PostgresException refused ? Refused(refused, $"'{connection.Name}'", connection.Limits)
            : exception is TimeoutException or OperationCanceledException || exception.InnerException is TimeoutException ? TimedOut(connection.Limits)
            : new DatabaseException(
                DatabaseProblem.Unreachable,
                $"The PostgreSQL server of '{connection.Name}' went away in the middle of the work ({Reason(exception)}). What was read so far was thrown away; try again when it is back.",
                exception);
    }

    private static DatabaseException Refused(PostgresException refused, string where, ConnectionLimits? limits) => refused.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => New(
            DatabaseProblem.Denied, $"The server of {where} refused the user or the password. Nothing was read. Check the user, the password and the server's pg_hba.conf.", refused),
        PostgresErrorCodes.InvalidCatalogName => New(DatabaseProblem.NotFound, $"The server has no database for {where}: {refused.MessageText}. Nothing was created.", refused),
        PostgresErrorCodes.InsufficientPrivilege => New(
            DatabaseProblem.Denied, $"The user may not do that on {where}: {refused.MessageText}. Grant SELECT on it, or leave it out.", refused),
        PostgresErrorCodes.ReadOnlySqlTransaction => NotReadOnly(),
        PostgresErrorCodes.QueryCanceled => TimedOut(limits ?? new ConnectionLimits()),
        PostgresErrorCodes.LockNotAvailable => New(
            DatabaseProblem.Locked, $"Somebody else kept a table of {where} locked for more than {limits?.LockTimeout.TotalSeconds ?? 0:0.#} s. Try again a little later.", refused),
        PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected => New(DatabaseProblem.Busy, $"Others were writing to {where} at the same time: {refused.MessageText}. Try again.", refused),
        PostgresErrorCodes.TooManyConnections => New(DatabaseProblem.Busy, $"The server of {where} has no free connection: {refused.MessageText}. Try again, or lower the connection's Sessions.", refused),
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow => New(
            DatabaseProblem.Unreachable, $"The server of {where} is shutting down or starting: {refused.MessageText}. Try again when it is back.", refused),
        PostgresErrorCodes.DiskFull => New(DatabaseProblem.DiskFull, $"The server of {where} has no room left on its disk: {refused.MessageText}.", refused),
        PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted or PostgresErrorCodes.InternalError => New(
            DatabaseProblem.NotADatabase, $"The server reports damage in {where}: {refused.MessageText}. Tell whoever runs it; a backup may be needed.", refused),
        _ => New(DatabaseProblem.BadStatement, $"The database refused the statement: {refused.MessageText}.", refused),
    };

    /// <summary>The rows themselves were refused: class 22, "Data Exception", class 23, "Integrity Constraint Violation", or what a trigger raised.</summary>
    internal static bool IsAboutRows(PostgresException refused) =>
        refused.SqlState.StartsWith("22", StringComparison.Ordinal) || refused.SqlState.StartsWith("23", StringComparison.Ordinal) || refused.SqlState == PostgresErrorCodes.RaiseException;

    internal static DatabaseException NotReadOnly() => new(
        DatabaseProblem.NotReadOnly, "This session only reads. Exactly one SELECT, WITH, VALUES, TABLE, SHOW or EXPLAIN statement is allowed; nothing was changed.");

    private static DatabaseException TimedOut(ConnectionLimits limits) => new(
        DatabaseProblem.TimedOut, $"The statement was stopped after its limit of {limits.StatementTimeout.TotalSeconds:0.#} s. Narrow it, or raise the limit of the connection.");

    private static DatabaseException New(DatabaseProblem problem, string message, Exception inner) => new(problem, message.Replace("..", ".", StringComparison.Ordinal), inner);

    /// <summary>The innermost message; the driver's own outer ones only say that something failed.</summary>
    private static string Reason(Exception exception) => (exception.InnerException is { } inner ? Reason(inner) : exception.Message).TrimEnd('.');
}
