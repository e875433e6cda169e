using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using MySql.Data.MySqlClient;

namespace ChatOps.Database.Dialects.MySql;

/// <summary>
/// A session in one READ ONLY transaction over a consistent snapshot, which the server itself holds to reading. Tables of engines without
/// transactions (MyISAM, Aria) are read as they are at the moment of each statement.
/// </summary>
internal sealed class MySqlReaderSession : ReaderSession
{
    private readonly MySqlConnection _server;
    private bool _spent;

    private MySqlReaderSession(DatabaseConnection connection, MySqlConnection server, ReaderRights rights) =>
        (Connection, _server, Rights, Dialect) = (connection, server, rights, new MySqlDialect(MySqlServer.IsMariaDb(server)));

    public override DatabaseConnection Connection { get; }

    public override IDialect Dialect { get; }

    public override ReaderRights Rights { get; }

    /// <param name="parent">The session that it stands beside, or null for the first one.</param>
    internal static async Task<ReaderSession> OpenAsync(DatabaseConnection connection, MySqlReaderSession? parent, CancellationToken cancellationToken)
    {
        var server = await MySqlServer.OpenAsync(connection.Reader, connection.Limits, cancellationToken);
        try
        {
            var rights = parent?.Rights ?? await Task.Run(() => MySqlRights.Read(server, connection.Name), cancellationToken);
            await Task.Run(
                () =>
                {
                    // For the session too: a change of a table's definition ends the transaction first, and would then be let through.
                    MySqlServer.Execute(server, "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
                    MySqlServer.Execute(server, "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
                },
                cancellationToken);
            return new MySqlReaderSession(connection, server, rights);
        }
        catch (Exception exception)
        {
            server.Dispose();
            if (MySqlErrors.IsOurs(exception))
            {
                throw MySqlErrors.ForStatement(exception, connection, cancellationToken);
            }

            throw;
        }
    }

    public override async Task<RowReader> QueryAsync(string sql, IReadOnlyList<object?>? parameters, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_spent, this);
        cancellationToken.ThrowIfCancellationRequested();
        var command = MySqlParameters.Command(_server, sql, parameters);
        try
        {
            await using var cancel = cancellationToken.Register(() => Cancel(command));
            var rows = await Task.Run(command.ExecuteReader, CancellationToken.None);
            return new MySqlRowReader(this, command, rows);
        }
        catch (Exception exception) when (MySqlErrors.IsOurs(exception) || cancellationToken.IsCancellationRequested)
        {
            command.Dispose();
            throw MySqlErrors.ForStatement(exception, Connection, cancellationToken);
        }
    }

    public override Task<RowReader> StreamAsync(string sql, IReadOnlyList<Column> columns, CancellationToken cancellationToken) => QueryAsync(sql, null, cancellationToken);

    public override async Task<QueryResult> QueryAdHocAsync(string sql, int maxRows, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxRows);
        MySqlGuard.RequireOneQuery(sql);
        MySqlGuard.RequireHarmlessReader(Rights, Connection.Name);
        await using var reader = await QueryAsync(sql, null, cancellationToken);
        _spent = true;
        return await reader.TakeAsync(maxRows, cancellationToken);
    }

    public override Task<ReaderSession> ForkAsync(CancellationToken cancellationToken) => OpenAsync(Connection, this, cancellationToken);

    protected override ValueTask CloseAsync()
    {
        _server.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Stops the statement at the server, over a connection of its own (<c>KILL QUERY</c>).</summary>
    internal static void Cancel(MySqlCommand command)
    {
        try
        {
            command.Cancel();
        }
        catch (Exception exception) when (MySqlErrors.IsOurs(exception))
        {
            // The server is gone or has no free connection: the statement's own limit ends it.
        }
    }
}
