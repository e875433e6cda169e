using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Profiling;

namespace ChatOps.Database.Checks.RuleFiles.Suggesting;

/// <summary>Writes a rule file from a profile. Every check has been run, and only those that hold today stand in it.</summary>
public sealed class RuleSuggester
{
    /// <summary>Fewer rows say nothing about those to come.</summary>
    private const int FewestRows = 10;

    /// <summary>Texts that a pattern is read off; whether it holds, all rows decide.</summary>
    private const int ValuesRead = 200;

    private readonly DatabaseAccess _access;
    private readonly Profiler _profiler;
    private readonly TimeProvider _time;
    private readonly CheckTrial _trial;

    public RuleSuggester(DatabaseAccess access, Profiler profiler, TimeProvider time) => (_access, _profiler, _time, _trial) = (access, profiler, time, new CheckTrial(access, time));

    /// <param name="tables">Table names, compared without case; null for all.</param>
    /// <exception cref="DatabaseException">The database cannot be opened, or there is no such table.</exception>
    public async Task<SuggestedRules> SuggestAsync(
        DatabaseConnection connection, IReadOnlyList<string>? tables, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var profile = await _profiler.ProfileAsync(connection, new ProfileOptions { Tables = tables }, progress, cancellationToken);
        var notChecked = profile.NotChecked.ToList();
        var candidates = await CandidatesAsync(connection, profile, notChecked, cancellationToken);
        var tried = await _trial.TryAsync(connection, candidates, cancellationToken);
        return new SuggestedRules(
            $"Suggested from the rows of {connection.Name} as they are; every check here holds today. Read it, and change what is not meant.",
            [.. tried.Where(check => check.Holds).Select(check => check.Check)], notChecked, profile);
    }

    private async Task<List<SuggestedCheck>> CandidatesAsync(DatabaseConnection connection, DatabaseProfile profile, List<NotChecked> notChecked, CancellationToken cancellationToken)
    {
        await using var session = await _access.OpenReaderAsync(connection, cancellationToken);
        var schema = await SchemaReader.ReadAsync(session, cancellationToken);
        var candidates = new List<SuggestedCheck>();
        foreach (var rows in profile.Tables.Where(table => table.Rows >= FewestRows))
        {
            if (schema.Tables.FirstOrDefault(table => table.Name == rows.Name) is not { } table || rows.Columns.Any(own => table.Find(own.Name) is null))
            {
                notChecked.Add(new NotChecked(rows.Name, "It was dropped or changed while it was looked at. Nothing is suggested for it; try again."));
                continue;
            }

            candidates.AddRange(await ColumnsAsync(session, table, rows, cancellationToken));
            candidates.AddRange(TableSuggestions.Of(table, schema, rows.Rows));
        }

        return candidates;
    }

    private async Task<List<SuggestedCheck>> ColumnsAsync(ReaderSession session, Table table, TableProfile rows, CancellationToken cancellationToken)
    {
        var candidates = new List<SuggestedCheck>();
        foreach (var own in rows.Columns)
        {
            var suggestions = new ColumnSuggestions(table, table.Find(own.Name)!, own, rows.Rows, _time.GetUtcNow());
            var values = suggestions.IsSet || suggestions.IsTextual ? await ValuesAsync(session, table, own.Name, cancellationToken) : [];
            candidates.AddRange(suggestions.Of(values).Select(check => new SuggestedCheck(table.Name, own.Name, check)));
        }

        return candidates;
    }

    private static async Task<IReadOnlyList<object>> ValuesAsync(ReaderSession session, Table table, string column, CancellationToken cancellationToken)
    {
        var (sql, name) = (session.Dialect.RuleSql, session.Dialect.QuoteIdentifier(column));
        var values = new List<object>();
        await using var rows = await session.QueryAsync(
            $"SELECT DISTINCT {sql.Exact(table.Find(column)!)} AS value FROM {sql.Table(table)} WHERE {name} IS NOT NULL LIMIT {ValuesRead}", cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            values.Add(rows.GetValue(0)!);
        }

        return values;
    }
}
