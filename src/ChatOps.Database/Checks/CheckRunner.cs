using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Profiling;

namespace ChatOps.Database.Checks;

/// <summary>Applies rules to a database within one snapshot: one pass over each table, then one counting statement for each candidate.</summary>
internal sealed class CheckRunner
{
    private readonly DatabaseAccess _access;
    private readonly TimeProvider _time;
    private readonly IReadOnlyList<Rule> _rules;

    internal CheckRunner(DatabaseAccess access, TimeProvider time, IReadOnlyList<Rule> rules)
    {
        _access = access;
        _time = time;
        _rules = rules;
    }

    internal async Task<CheckResult> RunAsync(
        DatabaseConnection connection, CheckOptions options, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        await using var session = await _access.OpenReaderAsync(connection, cancellationToken);
        var schema = await SchemaReader.ReadAsync(session, cancellationToken);
        var context = new CheckContext(session, schema, TableSelection.Of(schema, options.Tables), _time.GetUtcNow(), []);
        var notChecked = TableSelection.SkippedOf(schema, options.Tables);
        var findings = new List<Finding>();
        for (var done = 0; done < context.Tables.Count; done++)
        {
            var table = context.Tables[done];
            progress?.Report(new WorkProgress(done, context.Tables.Count, "tables", table.Name));
            var before = done;
            void Report(long rows) => progress?.Report(new WorkProgress(before, context.Tables.Count, "tables", $"{table.Name}, {CheckContext.Count(rows, "row")}"));
            await CheckAsync(table, context, Report, findings, notChecked, cancellationToken);
        }

        foreach (var rule in _rules.OfType<SchemaRule>())
        {
            await AttemptAsync(
                "(schema)", rule, notChecked,
                async () => findings.AddRange(await ProveAsync(rule, await rule.FindAsync(context, cancellationToken), context, cancellationToken)));
        }

        progress?.Report(new WorkProgress(context.Tables.Count, context.Tables.Count, "tables", null));
        return new CheckResult
        {
            Connection = connection.Name,
            Tables = [.. context.RowCounts.Select(pair => new TableRows(pair.Key, pair.Value)).OrderBy(table => table.Name, StringComparer.Ordinal)],
            Findings =
            [
                .. findings.OrderByDescending(finding => finding.Severity)
                    .ThenBy(finding => finding.Table, StringComparer.Ordinal)
                    .ThenBy(finding => finding.Rule, StringComparer.Ordinal)
                    .ThenBy(finding => string.Join(',', finding.Columns), StringComparer.Ordinal),
            ],
            NotChecked = notChecked,
        };
    }

    private async Task CheckAsync(
        Table table, CheckContext context, Action<long> onRows, List<Finding> findings, List<NotChecked> notChecked, CancellationToken cancellationToken)
    {
        TableStatistics? statistics = null;
        await AttemptAsync(table.Name, null, notChecked, async () =>
        {
            statistics = await TableStatistics.ScanAsync(context.Session, table, onRows, cancellationToken);
            context.RowCounts[table.Name] = statistics.Rows;
        });
        var proven = new List<Proven>();
        foreach (var rule in _rules)
        {
            var candidates = rule switch
            {
                StructureRule structure => structure.Find(table, context),
                RowRule rows when statistics is not null => rows.Find(table, statistics, context),
                _ => [],
            };
            await AttemptAsync(table.Name, rule, notChecked, async () =>
            {
                foreach (var candidate in candidates)
                {
                    if (await FindingProof.ProveAsync(rule, candidate, context, cancellationToken) is { } finding)
                    {
                        proven.Add(new Proven(finding, candidate));
                    }
                }
            });
        }

        findings.AddRange(await Overlaps.WithoutRepeatsAsync(table, proven, context, cancellationToken));
    }

    private static async Task<List<Finding>> ProveAsync(
        Rule rule, IReadOnlyList<Candidate> candidates, CheckContext context, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        foreach (var candidate in candidates)
        {
            if (await FindingProof.ProveAsync(rule, candidate, context, cancellationToken) is { } finding)
            {
                findings.Add(finding);
            }
        }

        return findings;
    }

    /// <summary>A damaged page or a timeout takes away one check, not the others; a moving database takes away everything.</summary>
    private static async Task AttemptAsync(string table, Rule? rule, List<NotChecked> notChecked, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (DatabaseException exception) when (!exception.IsTransient)
        {
            notChecked.Add(new NotChecked(table, rule is null ? $"Its rows could not be read. {exception.Message}" : $"{rule.Id}: {exception.Message}"));
        }
    }
}
