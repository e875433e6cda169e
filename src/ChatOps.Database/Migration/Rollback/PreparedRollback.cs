using System.Globalization;
using ChatOps.Database.Connections;

namespace ChatOps.Database.Migration.Rollback;

/// <summary>A rollback that is planned, with all that is needed to carry it out.</summary>
internal sealed record PreparedRollback(RollbackPlan Plan, MadeObjects Made, RollbackObstacles Obstacles, RollbackStatements Statements)
{
    /// <summary>In one transaction where the engine has that for definitions; MySQL keeps each step at once, and the next attempt finds what is left.</summary>
    /// <param name="require">Ends the work, with nothing dropped, where rows came or went after the plan.</param>
    /// <exception cref="DatabaseException">Somebody keeps a table locked, something still needs one of them, or the target refuses.</exception>
    internal async Task RunAsync(WriterSession writer, Action<IReadOnlyList<string>> require, CancellationToken cancellationToken)
    {
        var ddl = writer.Dialect.Ddl;
        // From the count to the end nobody writes to the tables: what came in between would be lost.
        await ExecuteAsync(writer, Made.Tables.Count > 0 && ddl.LockTables([.. Made.Tables.Select(table => table.Live)]) is { } locked ? [locked] : [], cancellationToken);
        require([.. Obstacles.OfRows(await CountAsync(writer, cancellationToken))]);
        await ExecuteAsync(writer, Statements.FirstObjects, cancellationToken);
        await ExecuteAsync(writer, ddl.UnlockTables is { } unlocked ? [unlocked] : [], cancellationToken);
        await ExecuteAsync(writer, [.. Statements.OtherObjects, .. Statements.Ledger], cancellationToken);
        await writer.CommitAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<long>> CountAsync(WriterSession writer, CancellationToken cancellationToken)
    {
        var rows = new List<long>();
        foreach (var table in Made.Tables)
        {
            var count = await writer.ScalarAsync($"SELECT COUNT(*) FROM {writer.Dialect.QuoteTable(table.Live)}", null, cancellationToken);
            rows.Add(Convert.ToInt64(count, CultureInfo.InvariantCulture));
        }

        return rows;
    }

    private static async Task ExecuteAsync(WriterSession writer, IEnumerable<string> statements, CancellationToken cancellationToken)
    {
        foreach (var statement in statements)
        {
            await writer.ExecuteAsync(statement, null, cancellationToken);
        }
    }
}
