using ChatOps.Database.Connections;

namespace ChatOps.Agents.Questions.Running;

/// <summary>Runs one query that somebody else wrote on a connection's reader: explained first, one statement, read-only, with limits on cost, time and rows.</summary>
public sealed class QueryRunner(DatabaseAccess access)
{
    /// <summary>Rows that an answer holds at most.</summary>
    public const int MaxRows = 1000;

    /// <summary>Somebody waits for the answer.</summary>
    private static readonly TimeSpan LongestQuery = TimeSpan.FromSeconds(60);

    /// <exception cref="DatabaseException">Wrong, more than one query, expected to cost too much, or the database cannot be read.</exception>
    public async Task<QueryResult> RunAsync(DatabaseConnection connection, string sql, CancellationToken cancellationToken)
    {
        var limited = connection with { Limits = connection.Limits with { StatementTimeout = Shorter(connection.Limits.StatementTimeout) } };
        await RequireAffordableAsync(limited, sql, cancellationToken);
        await using var session = await access.OpenReaderAsync(limited, cancellationToken);
        return await session.QueryAdHocAsync(sql, MaxRows, cancellationToken);
    }

    /// <summary>In a session of its own, since a session takes one statement of somebody else's and no more.</summary>
    private async Task RequireAffordableAsync(DatabaseConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var session = await access.OpenReaderAsync(connection, cancellationToken);
        var plans = session.Dialect.QuerySql;
        if (plans.Explain(sql) is not { } explain)
            return;
        var plan = await session.QueryAdHocAsync(explain, MaxRows, cancellationToken);
        if (plans.TooCostly(plan) is { } reason)
            throw new DatabaseException(DatabaseProblem.TimedOut, $"{reason} Nothing was run.");
    }

    private static TimeSpan Shorter(TimeSpan limit) => limit < LongestQuery ? limit : LongestQuery;
}
