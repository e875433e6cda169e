using ChatOps.Database.Introspection;
using ChatOps.Database.Profiling;

namespace ChatOps.Database.Checks.DataRules;

/// <summary>Dates that have not come yet.</summary>
internal sealed class FutureDates : RowRule
{
    internal override string Id => "future-dates";

    internal override Severity Severity => Severity.Warning;

    internal override string Explanation =>
        "A date lies in the future in a column that records what has happened. Columns that hold plans (due, expected, expires ...) are left out.";

    internal override IEnumerable<Candidate> Find(Table table, TableStatistics statistics, CheckContext context)
    {
        var limit = context.Now.AddDays(1);
        foreach (var column in table.Columns.Where(column => !NameWords.IsPlan(column.Name)))
        {
            var own = statistics[column.Name];
            if (DateColumns.Is(column, own) && string.CompareOrdinal(own.Counts.Overflowed ? "9" : own.MaxText, $"{limit:yyyy-MM-dd}") > 0)
            {
                var where = context.Sql.IsLater(column, limit);
                yield return context.Rows(
                    table, [column.Name], where,
                    count => $"{CheckContext.Count(count, "value")} of {table.Name}.{column.Name} {(count == 1 ? "lies" : "lie")} in the future.")
                    with
                { Guard = $"SELECT COUNT(*) * 10 <= (SELECT COUNT({context.Sql.Quote(column.Name)}) FROM {context.Sql.Table(table)}) FROM {context.Sql.Table(table)} WHERE {where}" };
            }
        }
    }
}
