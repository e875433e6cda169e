using ChatOps.Database.Introspection;
using ChatOps.Database.Profiling;

namespace ChatOps.Database.Checks.DataRules;

/// <summary>Texts that say nothing.</summary>
internal sealed class BlankValues : RowRule
{
    internal override string Id => "blank-values";

    internal override Severity Severity => Severity.Warning;

    internal override string Explanation =>
        "A text is empty or only white space where a value is meant. It is neither NULL nor a value, so filters for either miss it.";

    internal override IEnumerable<Candidate> Find(Table table, TableStatistics statistics, CheckContext context)
    {
        foreach (var column in table.Columns.Where(column => statistics[column.Name].Blanks > 0))
        {
            var own = statistics[column.Name];
            // A column that is blank more often than not uses the empty text as its way to say "nothing"; that is a habit, not a slip.
            var habit = own.Blanks > own.Values / 2;
            var where = context.Sql.IsBlank(column);
            yield return context.Rows(
                table, [column.Name], where,
                count => $"{table.Name}.{column.Name} is empty or only white space in {CheckContext.Count(count, "row")}.")
                with
            {
                Severity = habit ? Severity.Info : Severity.Warning,
                Fix = column.Nullable && !KeyColumns.IsKey(table, column.Name) ? context.Update(table, column.Name, "NULL", where) : null,
            };
        }
    }
}
