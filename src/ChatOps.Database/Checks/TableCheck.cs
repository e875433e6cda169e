using ChatOps.Database.Introspection;
using ChatOps.Database.Profiling;

namespace ChatOps.Database.Checks;

/// <summary>Applies rules to one table: one pass over its rows where a rule needs that, then one counting statement for each candidate.</summary>
internal sealed class TableCheck
{
    private readonly IReadOnlyList<Rule> _rules;
    private readonly ScanProgress _progress;

    internal TableCheck(IReadOnlyList<Rule> rules, ScanProgress progress) => (_rules, _progress) = (rules, progress);

    internal async Task<TableOutcome> RunAsync(Table table, CheckContext context, CancellationToken cancellationToken)
    {
        var notChecked = new List<NotChecked>();
        var proven = new List<Proven>();
        var statistics = await ReadAsync(table, context, notChecked, cancellationToken);
        foreach (var rule in _rules)
        {
            var attempt = await Attempt.RunAsync(table.Name, rule, () => ProveAsync(rule, table, statistics, context, cancellationToken));
            proven.AddRange(attempt.Value ?? []);
            notChecked.AddRange(attempt.NotChecked);
        }

        var findings = await Overlaps.WithoutRepeatsAsync(table, proven, context, cancellationToken);
        _progress.Finish(table);
        return new TableOutcome(findings, notChecked) { Personal = PersonalData.In(table, statistics) };
    }

    /// <summary>The pass over the rows; where no rule needs it, only their number.</summary>
    private async Task<TableStatistics?> ReadAsync(Table table, CheckContext context, List<NotChecked> notChecked, CancellationToken cancellationToken)
    {
        var needsRows = _rules.OfType<RowRule>().Any();
        var attempt = await Attempt.RunAsync(table.Name, null, async () =>
        {
            var onRows = _progress.Start(table);
            var statistics = needsRows ? await TableStatistics.ScanAsync(context.Session, table, onRows, cancellationToken) : null;
            if (statistics is not null || !context.RowCounts.ContainsKey(table.Name))
            {
                context.RowCounts[table.Name] = statistics?.Rows
                    ?? await context.Session.CountAsync($"SELECT COUNT(*) FROM {context.Sql.Table(table)}", cancellationToken);
            }

            return statistics;
        });
        notChecked.AddRange(attempt.NotChecked);
        return attempt.Value;
    }

    private static async Task<List<Proven>> ProveAsync(
        Rule rule, Table table, TableStatistics? statistics, CheckContext context, CancellationToken cancellationToken)
    {
        var candidates = rule switch
        {
            StructureRule structure => structure.Find(table, context),
            RowRule rows when statistics is not null => rows.Find(table, statistics, context),
            ProbeRule probe when context.RowCounts.ContainsKey(table.Name) => await probe.FindAsync(table, context, cancellationToken),
            _ => [],
        };
        var proven = new List<Proven>();
        foreach (var candidate in candidates)
        {
            if (await FindingProof.ProveAsync(rule, candidate, context, cancellationToken) is { } finding)
            {
                proven.Add(new Proven(finding, candidate));
            }
        }

        return proven;
    }
}

/// <summary>What came of one table.</summary>
internal sealed record TableOutcome(IReadOnlyList<Finding> Findings, IReadOnlyList<NotChecked> NotChecked)
{
    /// <summary>The columns whose values looked personal.</summary>
    public IReadOnlyList<PersonalColumn> Personal { get; init; } = [];
}
