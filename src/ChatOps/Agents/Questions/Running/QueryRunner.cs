using ChatOps.Database.Connections;

namespace ChatOps.Agents.Questions.Running;

/// <summary>Runs one SELECT of somebody else's on a connection's reader: prepared, one statement, read-only, row-capped.</summary>
public sealed class QueryRunner(DatabaseAccess access)
{
    /// <summary>Rows that an answer holds at most.</summary>
    public const int MaxRows = 1000;

    /// <exception cref="DatabaseException">Wrong, more than a query, or the database cannot be read.</exception>
    public async Task<QueryResult> RunAsync(DatabaseConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var session = await access.OpenReaderAsync(connection, cancellationToken);
        return await session.QueryAdHocAsync(sql, MaxRows, cancellationToken);
    }
}
