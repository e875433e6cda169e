using ChatOps.Database.Introspection;
using ChatOps.Database.Profiling;

namespace ChatOps.Database.Checks.DataRules;

/// <summary>White space around values.</summary>
internal sealed class PaddedValues : RowRule
{
    internal override string Id => "padded-values";

    internal override Severity Severity => Severity.Warning;

    internal override string Explanation =>
        "A text begins or ends with white space. It looks like the clean value and does not equal it, so groups split and joins miss.";

    internal override IEnumerable<Candidate> Find(Table table, TableStatistics statistics, CheckContext context)
    {
        foreach (var column in table.Columns.Where(column => statistics[column.Name].Padded > 0))
        {
            var own = statistics[column.Name];
            var where = context.Sql.IsPadded(column);
            yield return context.Rows(
                table, [column.Name], where,
                count => $"{CheckContext.Count(count, "value")} of {table.Name}.{column.Name} {(count == 1 ? "begins or ends" : "begin or end")} with white space.")
                with
            {
                // Long texts end in a blank or a line break all the time, and nobody compares them.
                Severity = own.MaxLength > LongText ? Severity.Info : Severity.Warning,
                Fix = KeyColumns.IsKey(table, column.Name) ? null : context.Update(table, column.Name, context.Sql.Trimmed(column), where),
            };
        }
    }

    private const long LongText = 255;
}
