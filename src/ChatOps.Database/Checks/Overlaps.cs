using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks;

/// <summary>Takes away findings that only say again, more weakly, what a broken CHECK constraint says already.</summary>
internal static class Overlaps
{
    private static readonly HashSet<string> Weaker = new(StringComparer.Ordinal) { DataRules.NegativeValues.RuleId, DataRules.OutOfRange.RuleId };

    internal static async Task<IReadOnlyList<Finding>> WithoutRepeatsAsync(
        Table table, IReadOnlyList<Proven> proven, CheckContext context, CancellationToken cancellationToken)
    {
        var violated = proven.Where(item => item.Finding.Rule == DataRules.ViolatedCheck.RuleId).ToList();
        var kept = new List<Finding>();
        foreach (var item in proven)
        {
            var stronger = violated.Where(check => item.Finding.Columns.All(check.Finding.Columns.Contains)).Select(check => $"({check.Candidate.Where})").ToList();
            if (!Weaker.Contains(item.Finding.Rule) || stronger.Count == 0 || !await IsCoveredAsync(table, item, stronger, context, cancellationToken))
            {
                kept.Add(item.Finding);
            }
        }

        return kept;
    }

    private static async Task<bool> IsCoveredAsync(
        Table table, Proven item, List<string> stronger, CheckContext context, CancellationToken cancellationToken)
    {
        var covered = await context.Session.CountAsync(
            $"SELECT COUNT(*) FROM {context.Sql.Table(table)} WHERE ({item.Candidate.Where}) AND ({string.Join(" OR ", stronger)})", cancellationToken);
        return covered == item.Finding.Count;
    }
}
