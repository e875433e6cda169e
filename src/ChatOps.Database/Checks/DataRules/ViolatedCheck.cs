using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Profiling;

namespace ChatOps.Database.Checks.DataRules;

/// <summary>Rows that break a CHECK constraint.</summary>
internal sealed class ViolatedCheck : RowRule
{
    internal const string RuleId = "violated-check";

    internal override string Id => RuleId;

    internal override Severity Severity => Severity.Error;

    internal override string Explanation =>
        "Stored rows break a CHECK constraint of their own table. They were written while the constraint was off or before it existed; the next update of such a row fails.";

    internal override IEnumerable<Candidate> Find(Table table, TableStatistics statistics, CheckContext context)
    {
        foreach (var check in table.Checks.Where(check => statistics.Rows > 0 && !IsKept(check, context)))
        {
            yield return context.Rows(
                table, check.Columns, $"NOT ({check.Expression})",
                count => $"{CheckContext.Count(count, "row")} of {table.Name} {(count == 1 ? "breaks" : "break")} the constraint {check.Name ?? $"CHECK ({check.Expression})"}.");
        }
    }

    /// <summary>PostgreSQL checks every row that is written, always; SQLite and MySQL let a session switch that off.</summary>
    private static bool IsKept(CheckConstraint check, CheckContext context) =>
        check.Validated && context.Session.Dialect.Provider == DatabaseProvider.PostgreSql;
}
