using ChatOps.Database.Checks;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Migration.Fixes;

namespace ChatOps.Database.Migration.Planning.Surveys;

/// <summary>Reads once over every table in which some value might not fit, and only over the columns that might hold one.</summary>
internal static class ValueSurvey
{
    /// <param name="asked">What to find out of each table, by column.</param>
    /// <param name="sizes">Rows of the tables, as far as they are known.</param>
    /// <exception cref="DatabaseException">A table cannot be read.</exception>
    internal static async Task RunAsync(
        DatabaseAccess access, ReaderSession session, IReadOnlyDictionary<TableDraft, IReadOnlyList<(Column Column, ColumnSurvey Survey)>> asked, IReadOnlyDictionary<string, long> sizes,
        IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var drafts = asked.Where(pair => pair.Value.Count > 0).Select(pair => pair.Key).ToDictionary(draft => draft.Source);
        var done = 0L;
        await ParallelTables.RunAsync(
            access, session, [.. drafts.Keys], sizes,
            async (table, own, stop) =>
            {
                var rows = await ScanAsync(own, drafts[table], asked[drafts[table]], stop);
                progress?.Report(new WorkProgress(Interlocked.Increment(ref done), drafts.Count, "tables", table.Name));
                return rows;
            },
            cancellationToken);
    }

    private static async Task<long> ScanAsync(ReaderSession session, TableDraft draft, IReadOnlyList<(Column Column, ColumnSurvey Survey)> columns, CancellationToken cancellationToken)
    {
        var scanned = columns.Select(column => column.Column).ToList();
        var surveys = columns.Select(column => column.Survey).ToArray();
        var sql = session.Dialect.ScanSql(draft.Source, scanned, false) + (draft.Condition is { } condition ? $" WHERE ({condition})" : "");
        var fixes = scanned.Select(column => draft.Columns.First(own => own.Source.Name == column.Name)).Select(column => (column.Type, column.Fixes));
        await using var rows = FixedRows.Over(await session.StreamAsync(sql, scanned, cancellationToken), fixes);
        var count = 0L;
        while (await rows.ReadAsync(cancellationToken))
        {
            for (var column = 0; column < surveys.Length; column++)
            {
                surveys[column].Take(rows, column);
            }

            count++;
        }

        return count;
    }
}
