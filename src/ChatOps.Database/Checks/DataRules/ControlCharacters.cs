using ChatOps.Database.Introspection;
using ChatOps.Database.Profiling;

namespace ChatOps.Database.Checks.DataRules;

/// <summary>Invisible characters.</summary>
internal sealed class ControlCharacters : RowRule
{
    internal override string Id => "control-characters";

    internal override Severity Severity => Severity.Warning;

    internal override string Explanation =>
        "A text holds control characters other than tab and line breaks. They are invisible, break exports and comparisons, and usually come from a failed conversion.";

    internal override IEnumerable<Candidate> Find(Table table, TableStatistics statistics, CheckContext context)
    {
        foreach (var column in table.Columns.Where(column => statistics[column.Name].ControlCharacters > 0))
        {
            yield return context.Rows(
                table, [column.Name], context.Sql.HasControlCharacters(column),
                count => $"{CheckContext.Count(count, "value")} of {table.Name}.{column.Name} {(count == 1 ? "holds" : "hold")} invisible control characters.");
        }
    }
}
