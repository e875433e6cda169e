using ChatOps.Database.Connections;
using ChatOps.Database.Dialects.PostgreSql.Loading;
using ChatOps.Database.Migration.Loading;
using ChatOps.Database.Migration.Rows;
using Npgsql;

namespace ChatOps.Database.Dialects.PostgreSql;

/// <summary>Write transactions with the writer's credential.</summary>
internal sealed class PostgreSqlWriterSession : WriterSession
{
    private readonly DatabaseConnection _connection;
    private readonly NpgsqlConnection _server;
    private readonly Dictionary<LoadTarget, PostgreSqlTableLoader> _loaders = new(ReferenceEqualityComparer.Instance);

    private PostgreSqlWriterSession(DatabaseConnection connection, NpgsqlConnection server, IDialect dialect) =>
        (_connection, _server, Dialect) = (connection, server, dialect);

    public override IDialect Dialect { get; }

    internal static async Task<WriterSession> OpenAsync(DatabaseConnection connection, IDialect dialect, CancellationToken cancellationToken)
    {
        var server = await PostgreSqlServer.OpenAsync(WriterAddress.Of(connection), connection.Limits, cancellationToken);
        var session = new PostgreSqlWriterSession(connection, server, dialect);
        try
        {
            await session.BeginAsync(cancellationToken);
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

    public override Task<IReadOnlyList<object?[]>> QueryAsync(string sql, IReadOnlyList<object?>? parameters, CancellationToken cancellationToken) =>
        RunAsync(sql, parameters, async command =>
        {
            var rows = new List<object?[]>();
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(column => reader.IsDBNull(column) ? null : reader.GetValue(column))]);
            }

            return (IReadOnlyList<object?[]>)rows;
        }, cancellationToken);

    /// <summary>A savepoint before each load, because a refused row ends the whole transaction otherwise.</summary>
    internal override async Task<string?> TryLoadAsync(LoadTarget target, RowBlock rows, int first, int count, CancellationToken cancellationToken)
    {
        if (!_loaders.TryGetValue(target, out var loader))
        {
            // The rows and the record of how far they are get lost together, if at all, so no commit has to wait for the disk.
            await PostgreSqlServer.SetAsync(_server, ["SET synchronous_commit = off"], cancellationToken);
            _loaders.Add(target, loader = new PostgreSqlTableLoader(_server, target));
        }

        try
        {
            await PostgreSqlServer.SetAsync(_server, ["SAVEPOINT load"], cancellationToken);
            try
            {
                await loader.LoadAsync(rows, first, count, cancellationToken);
            }
            catch (PostgresException refused) when (PostgreSqlErrors.IsAboutRows(refused))
            {
                await PostgreSqlServer.SetAsync(_server, ["ROLLBACK TO SAVEPOINT load", "RELEASE SAVEPOINT load"], cancellationToken);
                return refused.MessageText;
            }

            await PostgreSqlServer.SetAsync(_server, ["RELEASE SAVEPOINT load"], cancellationToken);
            return null;
        }
        catch (Exception exception) when (PostgreSqlErrors.IsOurs(exception))
        {
            throw PostgreSqlErrors.ForStatement(exception, _connection, cancellationToken);
        }
    }

    public override Task BeginAsync(CancellationToken cancellationToken) => ExecuteAsync("BEGIN", null, cancellationToken);

    public override Task GiveUpAsync(CancellationToken cancellationToken) => ExecuteAsync("ROLLBACK", null, cancellationToken);

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
