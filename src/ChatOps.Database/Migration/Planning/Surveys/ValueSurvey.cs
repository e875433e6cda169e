using ChatOps.Database.Checks;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Migration.Fixes;
using ChatOps.Database.Migration.Loading;

namespace ChatOps.Database.Migration.Planning.Surveys;

/// <summary>Reads once over every table in which some value might not fit, and only over the columns that might hold one. Large tables are read in several parts at the same time.</summary>
internal static class ValueSurvey
{
    /// <param name="asked">What to find out of each table, by column.</param>
    /// <param name="sizes">Rows of the tables, as far as they are known.</param>
    /// <exception cref="DatabaseException">A table cannot be read.</exception>
    internal static async Task RunAsync(
        DatabaseAccess access, ReaderSession session, IReadOnlyDictionary<TableDraft, IReadOnlyList<(Column Column, ColumnSurvey Survey)>> asked, IReadOnlyDictionary<string, long> sizes,
        IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var parts = new List<SurveyPart>();
        foreach (var (draft, columns) in asked.Where(pair => pair.Value.Count > 0))
        {
            parts.AddRange(await PartsAsync(session, draft, columns, sizes.GetValueOrDefault(draft.Source.Name), cancellationToken));
        }

        var done = 0L;
        await ParallelTables.RunAsync(
            access, session, parts, part => part.Rows,
            async (part, own, stop) =>
            {
                await ScanAsync(own, part, stop);
                progress?.Report(new WorkProgress(Interlocked.Increment(ref done), parts.Count, "parts", part.Draft.Source.Name));
                return part;
            },
            cancellationToken);
        foreach (var part in parts)
        {
            foreach (var (survey, seen) in asked[part.Draft].Select(column => column.Survey).Zip(part.Surveys))
            {
                survey.Add(seen);
            }
        }
    }

    /// <summary>Ranges only where one costs no more than its rows.</summary>
    private static async Task<IEnumerable<SurveyPart>> PartsAsync(
        ReaderSession session, TableDraft draft, IReadOnlyList<(Column Column, ColumnSurvey Survey)> columns, long rows, CancellationToken cancellationToken)
    {
        var order = RowOrder.Of(draft.Source, session.Dialect);
        var ranges = order is { IsStorage: true } ? await RowRanges.OfAsync(draft.Source, rows, session, cancellationToken) : [new RowRange(null, null)];
        return ranges.Select(range => new SurveyPart(
            draft, [.. columns.Select(column => column.Column)], [.. columns.Select(column => column.Survey.Anew())], [.. order?.Within(range.Lower, range.Upper) ?? []], rows / ranges.Count));
    }

    private static async Task ScanAsync(ReaderSession session, SurveyPart part, CancellationToken cancellationToken)
    {
        List<string> conditions = [.. part.Draft.Condition is { } condition ? [$"({condition})"] : Array.Empty<string>(), .. part.Within];
        var sql = session.Dialect.ScanSql(part.Draft.Source, part.Columns, false) + (conditions.Count == 0 ? "" : $" WHERE {string.Join(" AND ", conditions)}");
        var fixes = part.Columns.Select(column => part.Draft.Columns.First(own => own.Source.Name == column.Name)).Select(column => (column.Type, column.Fixes));
        await using var rows = FixedRows.Over(await session.StreamAsync(sql, part.Columns, cancellationToken), fixes);
        while (await rows.ReadAsync(cancellationToken))
        {
            for (var column = 0; column < part.Surveys.Length; column++)
            {
                part.Surveys[column].Take(rows, column);
            }
        }
    }

    /// <summary>Some rows of a table, and what is found out of them, by column.</summary>
    /// <param name="Within">Conditions for the rows beside the table's own.</param>
    /// <param name="Rows">About how many.</param>
    private sealed record SurveyPart(TableDraft Draft, IReadOnlyList<Column> Columns, ColumnSurvey[] Surveys, IReadOnlyList<string> Within, long Rows);
}
