using ChatOps.Database.Checks.RuleFiles.Binding;
using ChatOps.Database.Checks.RuleFiles.Policy;
using ChatOps.Database.Checks.RuleFiles.Scanning;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.RuleFiles;

/// <summary>The checks of a rule file on the tables of one run.</summary>
internal sealed class FileChecks
{
    private readonly BoundRules _rules;
    private readonly FindingPolicy _policy;
    private readonly DatabaseAccess _access;

    internal FileChecks(BoundRules rules, FindingPolicy policy, DatabaseAccess access) => (_rules, _policy, _access) = (rules, policy, access);

    internal async Task<TableOutcome> RunAsync(Table table, CheckContext context, CancellationToken cancellationToken)
    {
        var checks = _rules.Of(table).Where(check => _policy.IsOn(check.Definition.Id)).ToList();
        var outcome = await new RuleScan(context, table).RunAsync(checks, cancellationToken);
        var findings = outcome.Findings.ToList();
        var notChecked = outcome.NotChecked.Concat(_rules.NotChecked.Where(item => item.Table == table.Name)).ToList();
        foreach (var check in checks.OfType<CrossCheck>())
        {
            var attempt = await Attempt.RunAsync(table.Name, null, () => new CrossComparison(context, _access).RunAsync(check, cancellationToken));
            notChecked.AddRange(attempt.NotChecked.Select(item => item with { Reason = $"{check.Definition.Id}: {item.Reason}" }));
            findings.AddRange(attempt.Value is { } finding ? [finding] : []);
        }

        return new TableOutcome(findings, notChecked);
    }
}
