using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using Npgsql;

namespace ChatOps.Database.Dialects.PostgreSql;

/// <summary>
/// A session in one READ ONLY, REPEATABLE READ transaction, which the server itself holds to reading. A savepoint lets it go on after a
/// statement that failed; the transaction is always rolled back. Some failures (a file of a foreign table that is gone, a damaged page) make
/// the driver give the connection up: then the session begins again, on the same snapshot where another session still holds it.
/// </summary>
internal sealed class PostgreSqlReaderSession : ReaderSession
{
    private const string Begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

    private readonly string? _snapshot;
    private NpgsqlConnection _server;
    private bool _failed;
    private bool _spent;

    private PostgreSqlReaderSession(DatabaseConnection connection, NpgsqlConnection server, string? snapshot, ReaderRights rights)
    {
        Connection = connection;
        Dialect = new PostgreSqlDialect(server.PostgresParameters.GetValueOrDefault("server_encoding", "UTF8"));
        Rights = rights;
        _server = server;
        _snapshot = snapshot;
    }

    public override DatabaseConnection Connection { get; }

    public override IDialect Dialect { get; }

    public override ReaderRights Rights { get; }

    /// <param name="parent">The session whose snapshot it shares, or null for a new one.</param>
    internal static async Task<ReaderSession> OpenAsync(DatabaseConnection connection, PostgreSqlReaderSession? parent, CancellationToken cancellationToken)
    {
        var rights = parent?.Rights;
        var (server, snapshot) = await BeginAsync(
            connection, parent?._snapshot, async opened => rights ??= await PostgreSqlRights.ReadAsync(opened, connection.Name, cancellationToken), cancellationToken);
        return new PostgreSqlReaderSession(connection, server, snapshot, rights!);
    }

    public override Task<RowReader> QueryAsync(string sql, IReadOnlyList<object?>? parameters, CancellationToken cancellationToken) => RunAsync(async () =>
    {
        var command = new NpgsqlCommand(parameters is { Count: > 0 } ? PostgreSqlParameters.Number(sql) : sql, _server) { AllResultTypesAreUnknown = true };
        PostgreSqlParameters.Bind(command, parameters ?? []);
        var reader = await command.ExecuteReaderAsync(cancellationToken);
        return (RowReader)new PostgreSqlRowReader(this, command, reader);
    }, cancellationToken);

    public override Task<RowReader> StreamAsync(string sql, IReadOnlyList<Column> columns, CancellationToken cancellationToken) => RunAsync(async () =>
    {
        var copy = await _server.BeginTextExportAsync($"COPY ({sql}) TO STDOUT", cancellationToken);
        return (RowReader)new PostgreSqlCopyReader(this, copy, columns, cancellationToken);
    }, cancellationToken);

    public override async Task<QueryResult> QueryAdHocAsync(string sql, int maxRows, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxRows);
        PostgreSqlGuard.RequireOneQuery(sql);
        PostgreSqlGuard.RequireHarmlessReader(Rights, Connection.Name);
        await PostgreSqlGuard.RequireNoOutwardFunctionsAsync(this, cancellationToken);
        await using var reader = await QueryAsync(sql, null, cancellationToken);
        // A lone COMMIT or ROLLBACK would end the transaction: whatever it was, nothing comes after it.
        _spent = true;
        return await reader.TakeAsync(maxRows, cancellationToken);
    }

    public override Task<ReaderSession> ForkAsync(CancellationToken cancellationToken) => OpenAsync(Connection, this, cancellationToken);

    protected override ValueTask CloseAsync() => _server.DisposeAsync();

    /// <summary>The failure as a sentence; the next statement first goes back to the savepoint.</summary>
    internal DatabaseException Fail(Exception exception, CancellationToken cancellationToken)
    {
        _failed = true;
        return PostgreSqlErrors.ForStatement(exception, Connection, cancellationToken);
    }

    /// <summary>A statement was given up before its end.</summary>
    internal void Abandon() => _failed = true;

    private async Task<RowReader> RunAsync(Func<Task<RowReader>> start, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_spent, this);
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            if (_server.State != System.Data.ConnectionState.Open)
            {
                await _server.DisposeAsync();
                (_server, _) = await BeginAsync(Connection, _snapshot, _ => Task.CompletedTask, cancellationToken);
                _failed = false;
            }

            if (_failed)
            {
                await PostgreSqlServer.SetAsync(_server, ["ROLLBACK TO SAVEPOINT statement"], cancellationToken);
                _failed = false;
            }

            return await start();
        }
        catch (Exception exception) when (PostgreSqlErrors.IsOurs(exception))
        {
            throw Fail(exception, cancellationToken);
        }
    }

    /// <summary>Opens, begins and takes the snapshot; its name is for others to share, and null on a server in recovery, which exports none.</summary>
    private static async Task<(NpgsqlConnection Server, string? Snapshot)> BeginAsync(
        DatabaseConnection connection, string? shared, Func<NpgsqlConnection, Task> first, CancellationToken cancellationToken)
    {
        var server = await PostgreSqlServer.OpenAsync(connection.Reader, connection.Limits, cancellationToken);
        try
        {
            var snapshot = shared is not null && await TryShareAsync(server, shared, cancellationToken) ? shared : await TakeSnapshotAsync(server, cancellationToken);
            await first(server);
            await PostgreSqlServer.SetAsync(server, ["SAVEPOINT statement"], cancellationToken);
            return (server, snapshot);
        }
        catch (Exception exception)
        {
            await server.DisposeAsync();
            if (PostgreSqlErrors.IsOurs(exception))
            {
                throw PostgreSqlErrors.ForStatement(exception, connection, cancellationToken);
            }

            throw;
        }
    }

    private static async Task<string?> TakeSnapshotAsync(NpgsqlConnection server, CancellationToken cancellationToken)
    {
        await PostgreSqlServer.SetAsync(server, [Begin], cancellationToken);
        await using var command = new NpgsqlCommand("SELECT CASE WHEN pg_is_in_recovery() THEN NULL ELSE pg_export_snapshot() END", server);
        return await command.ExecuteScalarAsync(cancellationToken) as string;
    }

    /// <summary>False where the session that exported the snapshot has ended.</summary>
    private static async Task<bool> TryShareAsync(NpgsqlConnection server, string snapshot, CancellationToken cancellationToken)
    {
        try
        {
            await PostgreSqlServer.SetAsync(server, [Begin, $"SET TRANSACTION SNAPSHOT {PostgreSqlDialect.Literal(snapshot)}"], cancellationToken);
            return true;
        }
        catch (PostgresException)
        {
            await PostgreSqlServer.SetAsync(server, ["ROLLBACK"], cancellationToken);
            return false;
        }
    }
}
