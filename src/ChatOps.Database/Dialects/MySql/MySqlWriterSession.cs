using System.Globalization;
using ChatOps.Database.Connections;
using ChatOps.Database.Dialects.MySql.Loading;
using ChatOps.Database.Migration.Loading;
using ChatOps.Database.Migration.Rows;
using MySql.Data.MySqlClient;

namespace ChatOps.Database.Dialects.MySql;

/// <summary>Write transactions with the writer's credential.</summary>
internal sealed class MySqlWriterSession : WriterSession
{
    private readonly DatabaseConnection _connection;
    private readonly MySqlConnection _server;
    private readonly Dictionary<LoadTarget, InsertStatement> _inserts = new(ReferenceEqualityComparer.Instance);
    private long _largestPacket;

    private MySqlWriterSession(DatabaseConnection connection, MySqlConnection server, IDialect dialect) =>
        (_connection, _server, Dialect) = (connection, server, dialect);

    public override IDialect Dialect { get; }

    internal static async Task<WriterSession> OpenAsync(DatabaseConnection connection, IDialect dialect, CancellationToken cancellationToken)
    {
        var server = await MySqlServer.OpenAsync(WriterAddress.Of(connection), connection.Limits, cancellationToken);
        var session = new MySqlWriterSession(connection, server, dialect);
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
        RunAsync(sql, parameters, command => (long)command.ExecuteNonQuery(), cancellationToken);

    public override Task<object?> ScalarAsync(string sql, IReadOnlyList<object?>? parameters, CancellationToken cancellationToken) =>
        RunAsync(sql, parameters, command => command.ExecuteScalar() is { } value and not DBNull ? value : null, cancellationToken);

    public override Task<IReadOnlyList<object?[]>> QueryAsync(string sql, IReadOnlyList<object?>? parameters, CancellationToken cancellationToken) =>
        RunAsync(sql, parameters, command =>
        {
            var rows = new List<object?[]>();
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(column => reader.IsDBNull(column) ? null : reader.GetValue(column))]);
            }

            return (IReadOnlyList<object?[]>)rows;
        }, cancellationToken);

    /// <summary>
    /// Statements of many rows each, in strict mode. LOAD DATA LOCAL would be faster and is not safe: it drops duplicate rows and bends values
    /// with a warning, and lets a server ask for any file of this machine.
    /// </summary>
    internal override async Task<string?> TryLoadAsync(LoadTarget target, RowBlock rows, int first, int count, CancellationToken cancellationToken)
    {
        if (!_inserts.TryGetValue(target, out var insert))
        {
            // Else a 0 in a counter's column would become its next number.
            await ExecuteAsync("SET SESSION sql_mode = CONCAT(@@sql_mode, ',NO_AUTO_VALUE_ON_ZERO')", null, cancellationToken);
            _largestPacket = Convert.ToInt64(await ScalarAsync("SELECT @@max_allowed_packet", null, cancellationToken), CultureInfo.InvariantCulture);
            _inserts.Add(target, insert = new InsertStatement(target));
        }

        await ExecuteAsync("SAVEPOINT loading", null, cancellationToken);
        for (var done = 0; done < count;)
        {
            done += insert.Fill(rows, first + done, count - done);
            if (await RefusalAsync(insert.Sql, cancellationToken) is { } reason)
            {
                await ExecuteAsync("ROLLBACK TO SAVEPOINT loading", null, cancellationToken);
                return reason;
            }
        }

        return null;
    }

    public override Task BeginAsync(CancellationToken cancellationToken) => ExecuteAsync("START TRANSACTION", null, cancellationToken);

    public override Task GiveUpAsync(CancellationToken cancellationToken) => ExecuteAsync("ROLLBACK", null, cancellationToken);

    public override Task CommitAsync(CancellationToken cancellationToken) => ExecuteAsync("COMMIT", null, cancellationToken);

    public override ValueTask DisposeAsync()
    {
        _server.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<string?> RefusalAsync(string sql, CancellationToken cancellationToken)
    {
        // The server would close the connection.
        if (sql.Length * 3L > _largestPacket && System.Text.Encoding.UTF8.GetByteCount(sql) + 1024 > _largestPacket)
        {
            return $"is larger than a statement may be on this server (max_allowed_packet is {_largestPacket.ToString("N0", CultureInfo.InvariantCulture)} bytes)";
        }

        try
        {
            await ExecuteAsync(sql, null, cancellationToken);
            return null;
        }
        catch (DatabaseException refused) when (MySqlErrors.ReasonAboutRows(refused.InnerException) is { } reason)
        {
            return reason;
        }
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
