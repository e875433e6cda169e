using ChatOps.Database.Introspection;
using ChatOps.Database.Profiling;

namespace ChatOps.Database.Checks.DataRules;

/// <summary>Rows that were stored twice.</summary>
internal sealed class DuplicateRows : RowRule
{
    internal override string Id => "duplicate-rows";

    internal override Severity Severity => Severity.Warning;

    internal override string Explanation =>
        "Rows repeat another row in every column but the generated key, so the same thing was probably entered or loaded twice and is counted twice.";

    internal override IEnumerable<Candidate> Find(Table table, TableStatistics statistics, CheckContext context)
    {
        string[] columns = [.. table.Columns.Where(column => !table.PrimaryKey.Contains(column.Name) && !column.Generated).Select(column => column.Name)];
        if (statistics.MayRepeatRows && table.PrimaryKey.Count < 2 && columns.Length >= MinimumColumns && IsTelling(columns, statistics))
        {
            var names = string.Join(", ", columns.Select(column => context.Sql.Exact(table.Find(column)!)));
            var rows = context.Sql.Table(table);
            yield return new Candidate(
                table.Name, columns, context.Sql.Repeats(table, columns),
                count => $"{CheckContext.Count(count, "row")} of {table.Name} {(count == 1 ? "repeats" : "repeat")} another row in every column{(table.PrimaryKey.Count > 0 ? " but the key" : "")}.")
            {
                Guard = $"SELECT COUNT(*) * 10 >= 9 * (SELECT COUNT(*) FROM {rows}) FROM (SELECT DISTINCT {names} FROM {rows}) AS different",
            };
        }
    }

    private const int MinimumColumns = 3;

    /// <summary>Some column nearly tells the rows apart; among a few categories, equal rows are to be expected.</summary>
    private static bool IsTelling(string[] columns, TableStatistics statistics) =>
        columns.Any(column => statistics[column].Counts.Overflowed || statistics[column].Counts.Distinct >= Math.Max(5, statistics.Rows / 3));
}
