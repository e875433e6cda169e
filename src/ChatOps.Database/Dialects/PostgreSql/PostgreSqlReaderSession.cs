using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using Npgsql;

namespace ChatOps.Database.Dialects.PostgreSql;

/// <summary>
/// A session in one READ ONLY, REPEATABLE READ transaction, which the server itself holds to reading. A savepoint lets it go on after a
/// statement that failed; the transaction is always rolled back.
/// </summary>
internal sealed class PostgreSqlReaderSession : ReaderSession
{
    private readonly NpgsqlConnection _server;
    private readonly string? _snapshot;
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
        var server = await PostgreSqlServer.OpenAsync(connection.Reader, connection.Limits, cancellationToken);
        try
        {
            var snapshot = await BeginAsync(server, parent?._snapshot, cancellationToken);
            var rights = parent?.Rights ?? await PostgreSqlRights.ReadAsync(server, connection.Name, cancellationToken);
            await PostgreSqlServer.SetAsync(server, ["SAVEPOINT statement"], cancellationToken);
            return new PostgreSqlReaderSession(connection, server, snapshot, rights);
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

    public override Task<RowReader> QueryAsync(string sql, IReadOnlyList<object?>? parameters, CancellationToken cancellationToken) => RunAsync(async () =>
    {
        var command = new NpgsqlCommand(parameters is { Count: > 0 } ? PostgreSqlParameters.Number(sql) : sql, _server) { AllResultTypesAreUnknown = true };
        PostgreSqlParameters.Bind(command, parameters ?? []);
        var reader = await command.ExecuteReaderAsync(cancellationToken);
        return (RowReader)new PostgreSqlRowReader(this, command, reader);
    }, cancellationToken);

    public override Task<RowReader> ScanAsync(Table table, IReadOnlyList<Column> columns, bool ordered, CancellationToken cancellationToken) => RunAsync(async () =>
    {
        var copy = await _server.BeginTextExportAsync($"COPY ({Dialect.ScanSql(table, columns, ordered)}) TO STDOUT", cancellationToken);
        return (RowReader)new PostgreSqlCopyReader(this, copy, columns);
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
            if (_failed)
            {
                await PostgreSqlServer.SetAsync(_server, ["ROLLBACK TO SAVEPOINT statement"], cancellationToken);
                _failed = false;
            }

            return await start();
        }
        catch (Exception exception) when (PostgreSqlErrors.IsOurs(exception) || exception is InvalidOperationException { InnerException: NpgsqlException })
        {
            throw Fail(exception, cancellationToken);
        }
    }

    /// <summary>Begins and takes the snapshot; returns its name for others to share, or null on a server in recovery, which exports none.</summary>
    private static async Task<string?> BeginAsync(NpgsqlConnection server, string? shared, CancellationToken cancellationToken)
    {
        const string Begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
        if (shared is not null)
        {
            await PostgreSqlServer.SetAsync(server, [Begin, $"SET TRANSACTION SNAPSHOT {PostgreSqlDialect.Literal(shared)}"], cancellationToken);
            return shared;
        }

        await PostgreSqlServer.SetAsync(server, [Begin], cancellationToken);
        await using var command = new NpgsqlCommand("SELECT CASE WHEN pg_is_in_recovery() THEN NULL ELSE pg_export_snapshot() END", server);
        return await command.ExecuteScalarAsync(cancellationToken) as string;
    }
}
