using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks;

/// <summary>Applies rules to a database: several tables at the same time, then the rules about the whole schema.</summary>
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
        var check = new TableCheck(_rules, new ScanProgress(context.Tables, schema.Statistics, _time, progress));
        var outcomes = await ParallelTables.RunAsync(
            _access, session, context.Tables, (table, own, token) => check.RunAsync(table, context with { Session = own }, token), cancellationToken);
        var findings = outcomes.SelectMany(outcome => outcome.Findings).ToList();
        var notChecked = TableSelection.SkippedOf(schema, options.Tables).Concat(outcomes.SelectMany(outcome => outcome.NotChecked)).ToList();
        foreach (var rule in _rules.OfType<SchemaRule>())
        {
            var attempt = await Attempt.RunAsync("(schema)", rule, () => ProveAsync(rule, context, cancellationToken));
            findings.AddRange(attempt.Result ?? []);
            notChecked.AddRange(attempt.NotChecked);
        }

        return new CheckResult
        {
            Connection = connection.Name,
            Rules = [.. _rules.Select(rule => rule.Id)],
            Tables = [.. context.RowCounts.Select(pair => new TableRows(pair.Key, pair.Value)).OrderBy(table => table.Name, StringComparer.Ordinal)],
            Findings = Sorted(findings),
            NotChecked = notChecked,
            Personal = [.. outcomes.SelectMany(outcome => outcome.Personal)],
            Warnings = session.Rights.Warning is { } warning ? [warning] : [],
        };
    }

    private static async Task<List<Finding>> ProveAsync(SchemaRule rule, CheckContext context, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        foreach (var candidate in await rule.FindAsync(context, cancellationToken))
        {
            if (await FindingProof.ProveAsync(rule, candidate, context, cancellationToken) is { } finding)
            {
                findings.Add(finding);
            }
        }

        return findings;
    }

    private static List<Finding> Sorted(IEnumerable<Finding> findings) =>
    [
        .. findings.OrderByDescending(finding => finding.Severity)
            .ThenBy(finding => finding.Table, StringComparer.Ordinal)
            .ThenBy(finding => finding.Rule, StringComparer.Ordinal)
            .ThenBy(finding => string.Join(',', finding.Columns), StringComparer.Ordinal),
    ];
}
