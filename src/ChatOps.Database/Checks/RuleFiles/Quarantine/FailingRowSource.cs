using ChatOps.Database.Checks.RuleFiles.Binding;
using ChatOps.Database.Checks.RuleFiles.Policy;
using ChatOps.Database.Checks.RuleFiles.Scanning;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.RuleFiles.Quarantine;

/// <summary>Streams every row that fails a check of the file which counts: switched on, over its threshold, and not excused.</summary>
internal sealed class FailingRowSource
{
    private readonly DatabaseAccess _access;
    private readonly TimeProvider _time;

    internal FailingRowSource(DatabaseAccess access, TimeProvider time) => (_access, _time) = (access, time);

    /// <param name="files">Names the files of all tables of the schema before the first row; null where there are none.</param>
    /// <param name="take">Takes one row after the other; the rows of a table come together.</param>
    /// <exception cref="RuleFileException">The file does not fit the database.</exception>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    internal async Task<QuarantineResult> ReadAsync(
        DatabaseConnection connection, CheckOptions options, Func<IEnumerable<string>, IReadOnlyDictionary<string, string>>? files, Func<QuarantinedRow, CancellationToken, Task> take, CancellationToken cancellationToken)
    {
        await using var session = await _access.OpenReaderAsync(connection, cancellationToken);
        var schema = await SchemaReader.ReadAsync(session, cancellationToken);
        var policy = new FindingPolicy(options.Rules, _time.GetUtcNow());
        var bound = await RuleBinder.BindAsync(options.Rules, session, schema, options.Connections, _access, _time.GetUtcNow(), cancellationToken);
        var names = files?.Invoke(schema.Tables.Select(table => table.Name));
        var (tables, notChecked) = (new List<QuarantinedTable>(), bound.NotChecked.ToList());
        foreach (var table in TableSelection.Of(schema, options.Tables))
        {
            var checks = bound.Of(table).OfType<RowCheck>().Where(check => policy.IsOn(check.Definition.Id)).ToList();
            var failed = await FailedAsync(session, table, checks, policy, notChecked, cancellationToken);
            if (failed.Count > 0 && await ReadAsync(session, table, failed, take, cancellationToken) is { Count: > 0 } reasons)
            {
                tables.Add(new QuarantinedTable(table.Name, names?[table.Name], reasons[""], [.. reasons.Where(pair => pair.Key.Length > 0).Select(pair => new QuarantineReason(pair.Key, pair.Value))]));
            }
        }

        return new QuarantineResult(tables, notChecked);
    }

    private static async Task<List<RowCheck>> FailedAsync(
        ReaderSession session, Table table, List<RowCheck> checks, FindingPolicy policy, List<NotChecked> notChecked, CancellationToken cancellationToken)
    {
        if (checks.Count == 0)
        {
            return [];
        }

        var values = await new FigureScan(session, table).ReadAsync(checks.SelectMany(check => check.Figures), cancellationToken);
        notChecked.AddRange(checks.Where(check => values.FailureOf(check) is not null).Select(check => new NotChecked(table.Name, $"{check.Definition.Id}: {values.FailureOf(check)}")));
        return [.. checks.Where(check => values.FailureOf(check) is null && check.Judge(values) is { } finding && policy.Apply(finding).Excuse is null)];
    }

    /// <returns>The rows by reason, and under the empty text all of them.</returns>
    private static async Task<Dictionary<string, long>> ReadAsync(
        ReaderSession session, Table table, List<RowCheck> failed, Func<QuarantinedRow, CancellationToken, Task> take, CancellationToken cancellationToken)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal) { [""] = 0 };
        await using var rows = await FailingRows.OpenAsync(session, table, table.Columns, failed, cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            var reasons = rows.Failed.Select(ReasonOf).Distinct().ToList();
            foreach (var reason in reasons.Append(""))
            {
                counts[reason] = counts.GetValueOrDefault(reason) + 1;
            }

            await take(new QuarantinedRow(table.Name, rows.Names, [.. Enumerable.Range(0, rows.Names.Count).Select(rows.Value)], rows.KeyLength, reasons), cancellationToken);
        }

        return counts;
    }

    private static string ReasonOf(RowCheck check) => check.Columns.Count == 0 ? check.Definition.Id : $"{check.Definition.Id} ({string.Join(", ", check.Columns)})";
}
