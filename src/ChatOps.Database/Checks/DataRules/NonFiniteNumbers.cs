using ChatOps.Database.Introspection;
using ChatOps.Database.Profiling;

namespace ChatOps.Database.Checks.DataRules;

/// <summary>Numbers that are none.</summary>
internal sealed class NonFiniteNumbers : RowRule
{
    internal override string Id => "non-finite-numbers";

    internal override Severity Severity => Severity.Error;

    internal override string Explanation =>
        "A column of numbers holds NaN or an infinity, mostly from a division by zero elsewhere. One of them makes every sum and average of the column useless, and most file formats and other databases cannot hold it.";

    internal override IEnumerable<Candidate> Find(Table table, TableStatistics statistics, CheckContext context)
    {
        foreach (var column in table.Columns.Where(column => statistics[column.Name].NonFinite > 0))
        {
            var where = context.Sql.IsNotFinite(column);
            yield return context.Rows(
                table, [column.Name], where,
                count => $"{CheckContext.Count(count, "value")} of {table.Name}.{column.Name} {(count == 1 ? "is" : "are")} not finite (NaN or infinity).")
                with
            { Fix = column.Nullable ? context.Update(table, column.Name, "NULL", where) : null };
        }
    }
}
