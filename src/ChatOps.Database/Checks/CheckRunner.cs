using ChatOps.Database.Checks.RuleFiles;
using ChatOps.Database.Checks.RuleFiles.Binding;
using ChatOps.Database.Checks.RuleFiles.Policy;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks;

/// <summary>Applies rules to a database: several tables at the same time, then the rules about the whole schema.</summary>
internal sealed class CheckRunner
{
    private readonly DatabaseAccess _access;
    private readonly TimeProvider _time;
    private readonly IReadOnlyList<Rule> _rules;
    private readonly bool _withFile;

    /// <param name="withFile">The checks of a rule file run too; its policy counts in any case.</param>
    internal CheckRunner(DatabaseAccess access, TimeProvider time, IReadOnlyList<Rule> rules, bool withFile)
    {
        _access = access;
        _time = time;
        _rules = rules;
        _withFile = withFile;
    }

    internal async Task<CheckResult> RunAsync(
        DatabaseConnection connection, CheckOptions options, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        await using var session = await _access.OpenReaderAsync(connection, cancellationToken);
        var schema = await SchemaReader.ReadAsync(session, cancellationToken);
        var stated = options.Stated is { } statement ? StatedSchemaBinding.Of(statement, schema) : null;
        var context = new CheckContext(session, schema, TableSelection.Of(schema, options.Tables), _time.GetUtcNow(), []) { Stated = stated };
        var policy = new FindingPolicy(options.Rules, context.Now);
        var bound = await RuleBinder.BindAsync(_withFile ? options.Rules : null, session, schema, options.Connections, _access, context.Now, cancellationToken);
        var fileChecks = new FileChecks(bound, policy, _access);
        var rules = _rules.Where(policy.IsOn).ToList();
        var check = new TableCheck(rules, new ScanProgress(context.Tables, schema.Statistics, _time, progress));
        var outcomes = await ParallelTables.RunAsync(
            _access, session, context.Tables, schema.Statistics.Rows, (table, own, token) => RunAsync(table, fileChecks, check, context with { Session = own }, token), cancellationToken);
        var findings = outcomes.SelectMany(outcome => outcome.Findings).ToList();
        var notChecked = TableSelection.SkippedOf(schema, options.Tables).Concat(bound.Elsewhere).Concat(outcomes.SelectMany(outcome => outcome.NotChecked)).ToList();
        foreach (var rule in rules.OfType<SchemaRule>())
        {
            var attempt = await Attempt.RunAsync("(schema)", rule, () => ProveAsync(rule, context, cancellationToken));
            findings.AddRange(attempt.Value ?? []);
            notChecked.AddRange(attempt.NotChecked);
        }

        var judged = Sorted(findings.Select(policy.Apply));
        return new CheckResult
        {
            Connection = connection.Name,
            Rules = [.. rules.Select(rule => rule.Id)],
            Tables = [.. context.RowCounts.Select(pair => new TableRows(pair.Key, pair.Value)).OrderBy(table => table.Name, StringComparer.Ordinal)],
            Findings = judged,
            NotChecked = notChecked,
            Personal = [.. outcomes.SelectMany(outcome => outcome.Personal)],
            Warnings = [.. session.Rights.Warning is { } warning ? [warning] : Array.Empty<string>(), .. Hidden(schema), .. Unstated(stated), .. policy.Unused(IsCovered, TableNames(context))],
        };
    }

    private static async Task<TableOutcome> RunAsync(Table table, FileChecks fileChecks, TableCheck check, CheckContext context, CancellationToken cancellationToken)
    {
        var ofFile = await fileChecks.RunAsync(table, context, cancellationToken);
        var builtIn = await check.RunAsync(table, context, cancellationToken);
        return new TableOutcome([.. ofFile.Findings, .. builtIn.Findings], [.. ofFile.NotChecked, .. builtIn.NotChecked]) { Personal = builtIn.Personal };
    }

    private static IEnumerable<string> Hidden(Schema schema) => schema.Statistics.HiddenSequences is [var first, ..] hidden
        ? [$"The position of {CheckContext.Count(hidden.Count, "sequence")}, such as {first}, could not be read, so nobody knows how close the end is. GRANT SELECT on sequences to the reader."]
        : [];

    /// <summary>What was stated when the database was another.</summary>
    private static IEnumerable<string> Unstated(StatedSchemaBinding? stated) =>
        stated?.Faults.Select(fault => $"Line {fault.Line} of the stated schema was not used: {fault.Message}") ?? [];

    private bool IsCovered(string rule) => _rules.Any(own => own.Id == rule) || (_withFile && RuleCatalog.Find(rule) is null);

    private static HashSet<string> TableNames(CheckContext context) => context.Tables.Select(table => table.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);

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
