using ChatOps.Database.Connections;
using MySql.Data.MySqlClient;

namespace ChatOps.Database.Dialects.MySql;

/// <summary>One write transaction with the writer's credential.</summary>
internal sealed class MySqlWriterSession : WriterSession
{
    private readonly DatabaseConnection _connection;
    private readonly MySqlConnection _server;

    private MySqlWriterSession(DatabaseConnection connection, MySqlConnection server, IDialect dialect) =>
        (_connection, _server, Dialect) = (connection, server, dialect);

    public override IDialect Dialect { get; }

    internal static async Task<WriterSession> OpenAsync(DatabaseConnection connection, IDialect dialect, CancellationToken cancellationToken)
    {
        var server = await MySqlServer.OpenAsync(WriterAddress.Of(connection), connection.Limits, cancellationToken);
        var session = new MySqlWriterSession(connection, server, dialect);
        try
        {
            await session.ExecuteAsync("START TRANSACTION", null, cancellationToken);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    public override Task<long> ExecuteAsync(string sql, IReadOnlyList<object?>? parameters, CancellationToken cancellationToken) =>
        RunAsync(sql, parameters, command => (long)command.ExecuteNonQuery(), cancellationToken);

    public override Task<object?> ScalarAsync(string sql, IReadOnlyList<object?>? parameters, CancellationToken cancellationToken) =>
        RunAsync(sql, parameters, command => command.ExecuteScalar() is { } value and not DBNull ? value : null, cancellationToken);

    public override Task CommitAsync(CancellationToken cancellationToken) => ExecuteAsync("COMMIT", null, cancellationToken);

    public override ValueTask DisposeAsync()
    {
        _server.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<T> RunAsync<T>(string sql, IReadOnlyList<object?>? parameters, Func<MySqlCommand, T> run, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            using var command = MySqlParameters.Command(_server, sql, parameters);
            await using var cancel = cancellationToken.Register(() => MySqlReaderSession.Cancel(command));
            return await Task.Run(() => run(command), CancellationToken.None);
        }
        catch (Exception exception) when (MySqlErrors.IsOurs(exception))
        {
            throw MySqlErrors.ForStatement(exception, _connection, cancellationToken);
        }
    }
}
