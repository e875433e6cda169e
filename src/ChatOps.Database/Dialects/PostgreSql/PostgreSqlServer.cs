using ChatOps.Database.Connections;
using Npgsql;

namespace ChatOps.Database.Dialects.PostgreSql;

/// <summary>Opens connections to a PostgreSQL server in the state that all sessions expect.</summary>
internal static class PostgreSqlServer
{
    /// <summary>
    /// Without this switch the driver would split a text at its semicolons and send several statements; with it the server itself refuses all
    /// but one. It is read at the driver's first command, so whoever opens a connection comes through here.
    /// </summary>
    static PostgreSqlServer() => AppContext.SetSwitch("Npgsql.EnableSqlRewriting", false);

    private static volatile bool _provenSafe;

    /// <exception cref="DatabaseException">The server does not answer, or refuses.</exception>
    internal static async Task<NpgsqlConnection> OpenAsync(Secret address, ConnectionLimits limits, CancellationToken cancellationToken)
    {
        var server = ServerAddress.Parse(address.Reveal(), "postgresql", 5432);
        var connection = new NpgsqlConnection(ConnectionString(server, limits));
        try
        {
            await connection.OpenAsync(cancellationToken);
            await RequireOneStatementAsync(connection, cancellationToken);
            await SetAsync(connection, Settings(server, limits), cancellationToken);
            return connection;
        }
        catch (Exception exception) when (PostgreSqlErrors.IsOurs(exception))
        {
            await connection.DisposeAsync();
            throw PostgreSqlErrors.ForOpen(exception, server, cancellationToken);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Somebody else in the process may have used the driver before the switch was set. Then no session is opened at all.</summary>
    private static async Task RequireOneStatementAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (_provenSafe)
        {
            return;
        }

        try
        {
            await using var command = new NpgsqlCommand("SELECT 1; SELECT 2", connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.SyntaxError)
        {
            _provenSafe = true;
            return;
        }

        throw new InvalidOperationException("The PostgreSQL driver was used before its SQL rewriting was switched off, so it would send several statements for one.");
    }

    /// <summary>Runs statements that return nothing, in one round trip.</summary>
    internal static async Task SetAsync(NpgsqlConnection connection, IEnumerable<string> statements, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var statement in statements)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(statement));
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static string ConnectionString(ServerAddress server, ConnectionLimits limits)
    {
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = server.Host,
            Port = server.Port,
            Database = server.Database,
            Username = server.User,
            Password = server.Password,
            ApplicationName = "ChatOps",
            Pooling = false,
            Timeout = 15,
            CommandTimeout = (int)Math.Ceiling(limits.StatementTimeout.TotalSeconds) + 5,
            CancellationTimeout = 5_000,
            ReadBufferSize = 1 << 16,
            IncludeErrorDetail = false,
        };
        if (server.TlsMode is { } mode)
        {
            settings.SslMode = Enum.Parse<SslMode>(mode.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
        }

        if (server.Options.TryGetValue("sslrootcert", out var root))
        {
            settings.RootCertificate = root;
        }

        return settings.ToString();
    }

    /// <summary>Every value has one text form, whatever the server's or the user's settings are.</summary>
    private static IEnumerable<string> Settings(ServerAddress server, ConnectionLimits limits)
    {
        yield return "SET TimeZone = 'UTC'";
        yield return "SET DateStyle = 'ISO, YMD'";
        yield return "SET IntervalStyle = 'iso_8601'";
        yield return "SET extra_float_digits = 1";
        yield return "SET bytea_output = 'hex'";
        yield return "SET standard_conforming_strings = on";
        yield return $"SET statement_timeout = {(long)limits.StatementTimeout.TotalMilliseconds}";
        yield return $"SET lock_timeout = {(long)limits.LockTimeout.TotalMilliseconds}";
        if (server.Options.TryGetValue("schema", out var schema))
        {
            yield return $"SET search_path = {PostgreSqlDialect.Quote(schema)}";
        }
    }
}
