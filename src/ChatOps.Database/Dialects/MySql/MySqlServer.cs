using System.Globalization;
using ChatOps.Database.Connections;
using MySql.Data.MySqlClient;

namespace ChatOps.Database.Dialects.MySql;

/// <summary>Opens connections to a MariaDB or MySQL server in the state that all sessions expect.</summary>
internal static class MySqlServer
{
    /// <exception cref="DatabaseException">The server does not answer, or refuses.</exception>
    internal static async Task<MySqlConnection> OpenAsync(Secret address, ConnectionLimits limits, CancellationToken cancellationToken)
    {
        var server = ServerAddress.Parse(address.Reveal(), "mysql", 3306);
        cancellationToken.ThrowIfCancellationRequested();
        var connection = new MySqlConnection(ConnectionString(server, limits));
        // The driver's asynchronous calls block all the same; a server that is not there keeps this thread until the driver gives up.
        var opening = Task.Run(() => Open(connection, limits), CancellationToken.None);
        try
        {
            await opening.WaitAsync(cancellationToken);
            return connection;
        }
        catch (Exception exception)
        {
            _ = CloseAfterAsync(opening, connection);
            if (MySqlErrors.IsOurs(exception))
            {
                throw MySqlErrors.ForOpen(exception, server);
            }

            throw;
        }
    }

    private static void Open(MySqlConnection connection, ConnectionLimits limits)
    {
        connection.Open();
        foreach (var statement in Settings(connection, limits))
        {
            Execute(connection, statement);
        }
    }

    /// <summary>Nobody waits any more, and nothing may stay open.</summary>
    private static async Task CloseAfterAsync(Task opening, MySqlConnection connection)
    {
        await opening.ContinueWith(_ => connection.Dispose(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    internal static bool IsMariaDb(MySqlConnection connection) => connection.ServerVersion.Contains("MariaDB", StringComparison.OrdinalIgnoreCase);

    internal static void Execute(MySqlConnection connection, string statement)
    {
        using var command = new MySqlCommand(statement, connection);
        command.ExecuteNonQuery();
    }

    private static string ConnectionString(ServerAddress server, ConnectionLimits limits)
    {
        var settings = new MySqlConnectionStringBuilder
        {
            Server = server.Host,
            Port = (uint)server.Port,
            Database = server.Database,
            UserID = server.User,
            Password = server.Password ?? "",
            Pooling = false,
            // Else the driver writes texts in the server's own default, which may be Latin-1, whatever SET NAMES says later.
            CharacterSet = "utf8mb4",
            AllowBatch = false,
            AllowZeroDateTime = true,
            TreatTinyAsBoolean = false,
            OldGuids = true,
            ConnectionTimeout = 15,
            // The driver would close the whole connection; the server's own limit comes first.
            DefaultCommandTimeout = (uint)Math.Ceiling(limits.StatementTimeout.TotalSeconds) + 30,
            SslMode = server.TlsMode switch
            {
                "disable" => MySqlSslMode.None,
                "require" => MySqlSslMode.Required,
                "verify-ca" => MySqlSslMode.VerifyCA,
                "verify-full" => MySqlSslMode.VerifyFull,
                _ => MySqlSslMode.Preferred,
            },
        };
        return settings.ToString();
    }

    private static IEnumerable<string> Settings(MySqlConnection connection, ConnectionLimits limits)
    {
        var lockSeconds = Math.Max(1, (long)Math.Ceiling(limits.LockTimeout.TotalSeconds));
        yield return "SET NAMES utf8mb4";
        yield return "SET SESSION sql_mode = 'NO_ENGINE_SUBSTITUTION,STRICT_ALL_TABLES', time_zone = '+00:00', group_concat_max_len = 1048576";
        yield return $"SET SESSION lock_wait_timeout = {lockSeconds}, innodb_lock_wait_timeout = {lockSeconds}";
        yield return IsMariaDb(connection)
            ? string.Create(CultureInfo.InvariantCulture, $"SET SESSION max_statement_time = {limits.StatementTimeout.TotalSeconds:0.###}")
            : string.Create(CultureInfo.InvariantCulture, $"SET SESSION max_execution_time = {limits.StatementTimeout.TotalMilliseconds:0}");
    }
}
