using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.RuleFiles.Scanning;

/// <summary>Runs the checks of a file on one table: one pass for the figures, what needs a statement of its own, then the samples of what failed.</summary>
internal sealed class RuleScan
{
    private readonly CheckContext _context;
    private readonly Table _table;
    private readonly List<NotChecked> _notChecked = [];

    internal RuleScan(CheckContext context, Table table) => (_context, _table) = (context, table);

    internal async Task<TableOutcome> RunAsync(IReadOnlyList<BoundCheck> checks, CancellationToken cancellationToken)
    {
        if (checks.Count == 0)
        {
            return new TableOutcome([], []);
        }

        var values = await new FigureScan(_context.Session, _table).ReadAsync(checks.SelectMany(check => check.Figures).Prepend(Figure.Rows), cancellationToken);
        if (values.FailureOf(Figure.Rows) is null)
        {
            _context.RowCounts[_table.Name] = values.Count(Figure.Rows);
        }

        var judged = Judge(checks.OfType<FigureCheck>(), values);
        var findings = judged.Where(item => item.Check is not RowCheck).Select(item => item.Finding).ToList();
        findings.AddRange(await WithSamplesAsync([.. judged.Where(item => item.Check is RowCheck).Select(item => ((RowCheck)item.Check, item.Finding))], cancellationToken));
        findings.AddRange(await QueryAsync(checks, cancellationToken));
        return new TableOutcome(findings, _notChecked);
    }

    private List<(FigureCheck Check, Finding Finding)> Judge(IEnumerable<FigureCheck> checks, FigureValues values)
    {
        var judged = new List<(FigureCheck, Finding)>();
        foreach (var check in checks)
        {
            if (values.FailureOf(check) is { } reason)
            {
                _notChecked.Add(new NotChecked(_table.Name, $"{check.Definition.Id}: {reason}"));
            }
            else if (check.Judge(values) is { } finding)
            {
                judged.Add((check, finding));
            }
        }

        return judged;
    }

    private async Task<IEnumerable<Finding>> WithSamplesAsync(List<(RowCheck Check, Finding Finding)> failed, CancellationToken cancellationToken)
    {
        var attempt = await Attempt.RunAsync(
            _table.Name, null, () => new SampleScan(_context.Session, _table).ReadAsync(
                [.. failed.Select(item => (item.Check, item.Finding.Count))], _context.RowCounts.GetValueOrDefault(_table.Name), cancellationToken));
        _notChecked.AddRange(attempt.NotChecked);
        var findings = new List<Finding>();
        foreach (var (check, finding) in failed)
        {
            findings.Add(finding with
            {
                Sample = attempt.Value?[check] ?? [],
                Sql = await PortableSql.OfAsync(check, _context, cancellationToken),
            });
        }

        return findings;
    }

    private async Task<List<Finding>> QueryAsync(IReadOnlyList<BoundCheck> checks, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        foreach (var check in checks.OfType<QueryCheck>())
        {
            var attempt = await Attempt.RunAsync(_table.Name, null, async () =>
            {
                await using var rows = await _context.Session.QueryAsync(check.Sql, cancellationToken);
                return await Task.Run(() => FindingProof.CountAsync(rows, check.Definition.Samples, cancellationToken), cancellationToken);
            });
            _notChecked.AddRange(attempt.NotChecked.Select(item => item with { Reason = $"{check.Definition.Id}: {item.Reason}" }));
            if (attempt.NotChecked.Count == 0 && check.Judge(attempt.Value.Count, attempt.Value.Sample) is { } finding)
            {
                findings.Add(finding);
            }
        }

        return findings;
    }
}
