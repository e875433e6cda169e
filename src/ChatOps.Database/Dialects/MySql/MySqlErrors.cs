using System.Net.Sockets;
using ChatOps.Database.Connections;
using MySql.Data.MySqlClient;

namespace ChatOps.Database.Dialects.MySql;

/// <summary>What the server or the way to it refused, as sentences for a person (MariaDB, "Error Codes").</summary>
internal static class MySqlErrors
{
    internal static bool IsOurs(Exception exception) =>
        exception is MySqlException or SocketException or TimeoutException or IOException or System.Data.SqlTypes.SqlNullValueException
        || exception is InvalidOperationException { Source: "MySql.Data" };

    internal static DatabaseException ForOpen(Exception exception, ServerAddress server)
    {
        var where = server.ToString();
        return CodeOf(exception) switch
        {
            0 or 1042 or 2002 or 2003 or 2013 => New(
                DatabaseProblem.Unreachable, $"The MySQL or MariaDB server of {where} does not answer ({Reason(exception)}). Nothing was read. Check that it runs and that host and port are right, then try again.", exception),
            _ => Refused(exception, where, null),
        };
    }

    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    internal static DatabaseException ForStatement(Exception exception, DatabaseConnection connection, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Refused(exception, $"'{connection.Name}'", connection.Limits);
    }

    /// <summary>What the server says where the rows themselves were refused: NULL, duplicates, range, length, wrong values, references, checks, or what a trigger signalled; else null.</summary>
    internal static string? ReasonAboutRows(Exception? exception) => exception is not null && CodeOf(exception) is
        1048 or 1062 or 1169 or 1264 or 1265 or 1292 or 1364 or 1366 or 1367 or 1406 or 1411 or 1416 or 1451 or 1452 or 1525 or 1644 or 1690 or 3140 or 3819 or 4025 or 22_007
        ? Reason(exception)
        : null;

    internal static DatabaseException NotReadOnly() => new(
        DatabaseProblem.NotReadOnly, "This session only reads. Exactly one SELECT, WITH, VALUES, TABLE, SHOW, DESCRIBE or EXPLAIN statement is allowed; nothing was changed.");

    private static DatabaseException Refused(Exception exception, string where, ConnectionLimits? limits) => CodeOf(exception) switch
    {
        1045 or 1044 or 1698 => New(DatabaseProblem.Denied, $"The server of {where} refused the user or the password. Nothing was read. Check the user, the password and from where the user may connect.", exception),
        1049 => New(DatabaseProblem.NotFound, $"The server has no database for {where}: {Reason(exception)}. Nothing was created.", exception),
        1142 or 1143 or 1227 or 1370 or 1345 => New(DatabaseProblem.Denied, $"The user may not do that on {where}: {Reason(exception)}. Grant SELECT on it, or leave it out.", exception),
        1792 or 1290 or 1836 => NotReadOnly(),
        1205 or 1213 => New(DatabaseProblem.Locked, $"Somebody else kept rows or a table of {where} locked for more than {limits?.LockTimeout.TotalSeconds ?? 0:0.#} s. Try again a little later.", exception),
        1040 or 1203 or 1226 => New(DatabaseProblem.Busy, $"The server of {where} has no free connection: {Reason(exception)}. Try again, or lower the connection's Sessions.", exception),
        1317 or 1969 or 3024 => New(DatabaseProblem.TimedOut, $"The statement was stopped after its limit of {limits?.StatementTimeout.TotalSeconds ?? 0:0.#} s. Narrow it, or raise the limit of the connection.", exception),
        1021 or 1114 => New(DatabaseProblem.DiskFull, $"The server of {where} has no room left: {Reason(exception)}.", exception),
        1034 or 1194 or 1195 or 1712 or 1877 => New(DatabaseProblem.NotADatabase, $"The server reports damage in {where}: {Reason(exception)}. Tell whoever runs it; a backup may be needed.", exception),
        0 or 1053 or 1077 or 1158 or 1159 or 1160 or 1161 or 1927 or 2006 or 2013 => New(
            DatabaseProblem.Unreachable, $"The server of {where} went away in the middle of the work ({Reason(exception)}). What was read so far was thrown away; try again when it is back.", exception),
        _ => New(DatabaseProblem.BadStatement, $"The database refused the statement: {Reason(exception)}.", exception),
    };

    private static DatabaseException New(DatabaseProblem problem, string message, Exception inner) => new(problem, message.Replace("..", ".", StringComparison.Ordinal), inner);

    /// <summary>The driver wraps a refusal at the door in an exception without a number.</summary>
    private static int CodeOf(Exception? exception) => exception switch
    {
        null => 0,
        MySqlException { Number: > 0 } own => own.Number,
        _ => CodeOf(exception.InnerException),
    };

    private static string Reason(Exception exception) => (exception.InnerException is { } inner ? Reason(inner) : exception.Message).TrimEnd('.');
}
