using ChatOps.Database.Connections;
using Npgsql;

namespace ChatOps.Database.Dialects.PostgreSql;

/// <summary>One write transaction with the writer's credential.</summary>
internal sealed class PostgreSqlWriterSession : WriterSession
{
    private readonly DatabaseConnection _connection;
    private readonly NpgsqlConnection _server;

    private PostgreSqlWriterSession(DatabaseConnection connection, NpgsqlConnection server, IDialect dialect) =>
        (_connection, _server, Dialect) = (connection, server, dialect);

    public override IDialect Dialect { get; }

    internal static async Task<WriterSession> OpenAsync(DatabaseConnection connection, IDialect dialect, CancellationToken cancellationToken)
    {
        var server = await PostgreSqlServer.OpenAsync(WriterAddress.Of(connection), connection.Limits, cancellationToken);
        var session = new PostgreSqlWriterSession(connection, server, dialect);
        try
        {
            await session.ExecuteAsync("BEGIN", null, cancellationToken);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    public override Task<long> ExecuteAsync(string sql, IReadOnlyList<object?>? parameters, CancellationToken cancellationToken) =>
        RunAsync(sql, parameters, async command => (long)await command.ExecuteNonQueryAsync(cancellationToken), cancellationToken);

    public override Task<object?> ScalarAsync(string sql, IReadOnlyList<object?>? parameters, CancellationToken cancellationToken) =>
        RunAsync(sql, parameters, async command => await command.ExecuteScalarAsync(cancellationToken) is { } value and not DBNull ? value : null, cancellationToken);

    public override Task CommitAsync(CancellationToken cancellationToken) => ExecuteAsync("COMMIT", null, cancellationToken);

    public override ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task<T> RunAsync<T>(string sql, IReadOnlyList<object?>? parameters, Func<NpgsqlCommand, Task<T>> run, CancellationToken cancellationToken)
    {
        try
        {
            await using var command = new NpgsqlCommand(PostgreSqlParameters.Number(sql), _server);
            PostgreSqlParameters.Bind(command, parameters ?? []);
            return await run(command);
        }
        catch (Exception exception) when (PostgreSqlErrors.IsOurs(exception))
        {
            throw PostgreSqlErrors.ForStatement(exception, _connection, cancellationToken);
        }
    }
}
