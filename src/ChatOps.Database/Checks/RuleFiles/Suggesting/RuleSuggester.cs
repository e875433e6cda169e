using System.Globalization;
using System.Text;
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

    public RuleSuggester(DatabaseAccess access, Profiler profiler, TimeProvider time) => (_access, _profiler, _time) = (access, profiler, time);

    /// <param name="tables">Table names, compared without case; null for all.</param>
    /// <exception cref="DatabaseException">The database cannot be opened, or there is no such table.</exception>
    public async Task<SuggestedRules> SuggestAsync(
        DatabaseConnection connection, IReadOnlyList<string>? tables, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var profile = await _profiler.ProfileAsync(connection, new ProfileOptions { Tables = tables }, progress, cancellationToken);
        var notChecked = profile.NotChecked.ToList();
        var candidates = await CandidatesAsync(connection, profile, notChecked, cancellationToken);
        var broken = await BrokenAsync(connection, candidates, cancellationToken);
        var kept = candidates.Where((_, number) => !broken.Contains($"check:s-{number}")).ToList();
        return new SuggestedRules(Write(connection.Name, kept), kept.Count, notChecked);
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

    /// <summary>The ids of those that find something, or that the database cannot run.</summary>
    private async Task<HashSet<string>> BrokenAsync(DatabaseConnection connection, List<SuggestedCheck> candidates, CancellationToken cancellationToken)
    {
        var named = candidates.Select((check, number) => check with { Yaml = check.Named(number) }).ToList();
        var broken = new HashSet<string>(StringComparer.Ordinal);
        if (candidates.Count == 0)
        {
            return broken;
        }

        var checker = new DataChecker(_access, _time);
        for (var usable = named; ;)
        {
            var file = RuleFile.Parse(Write(connection.Name, usable, "none"), "suggested");
            try
            {
                var result = await checker.CheckAsync(connection, new CheckOptions { Rules = file }, null, cancellationToken);
                broken.UnionWith(result.Findings.Select(finding => finding.Rule));
                broken.UnionWith(result.NotChecked.Select(item => item.Reason.Split(": ")[0]));
                return broken;
            }
            catch (RuleFileException unfit)
            {
                // What the engine cannot say about a column, such as a pattern over a type of its own, is taken out, and the rest is asked again.
                var lines = Write(connection.Name, usable, "none").Split('\n');
                var gone = unfit.Problems.Select(problem => NameIn(lines[problem.Line - 1])).OfType<string>().ToHashSet(StringComparer.Ordinal);
                if (gone.Count == 0)
                {
                    throw;
                }

                broken.UnionWith(gone);
                usable = [.. usable.Where(check => !gone.Contains(NameIn(check.Yaml)!))];
            }
        }
    }

    private static string? NameIn(string line) =>
        line.LastIndexOf("name: ", StringComparison.Ordinal) is >= 0 and var at ? $"check:{line[(at + 6)..].Trim().TrimEnd('}').Trim()}" : null;

    private static string Write(string connection, IReadOnlyList<SuggestedCheck> checks, string builtin = "all")
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# Suggested from the rows of {connection.ReplaceLineEndings(" ")} as they are; every check here holds today. Read it, and change what is not meant.\n");
        text.Append(CultureInfo.InvariantCulture, $"version: 1\nbuiltin: {builtin}\n");
        text.Append(checks.Count == 0 ? "" : "tables:\n");
        foreach (var table in checks.GroupBy(check => check.Table))
        {
            text.Append(CultureInfo.InvariantCulture, $"  {YamlText.Of(table.Key)}:\n");
            text.Append(table.Any(check => check.Column is not null) ? "    columns:\n" : "");
            foreach (var column in table.Where(check => check.Column is not null).GroupBy(check => check.Column))
            {
                text.Append(CultureInfo.InvariantCulture, $"      {YamlText.Of(column.Key)}:\n");
                text.AppendJoin("", column.Select(check => $"        - {check.Yaml}\n"));
            }

            var own = table.Where(check => check.Column is null).ToList();
            text.Append(own.Count == 0 ? "" : "    checks:\n").AppendJoin("", own.Select(check => $"      - {check.Yaml}\n"));
        }

        return text.ToString();
    }
}
