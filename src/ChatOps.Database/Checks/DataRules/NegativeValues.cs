using ChatOps.Database.Introspection;
using ChatOps.Database.Profiling;

namespace ChatOps.Database.Checks.DataRules;

/// <summary>Numbers below zero among numbers above it.</summary>
internal sealed class NegativeValues : RowRule
{
    internal const string RuleId = "negative-values";

    internal override string Id => RuleId;

    internal override Severity Severity => Severity.Warning;

    internal override string Explanation =>
        "A few numbers are below zero in a column where numbers are otherwise not, such as a quantity or a price. They turn sums wrong without being noticed.";

    internal override IEnumerable<Candidate> Find(Table table, TableStatistics statistics, CheckContext context)
    {
        foreach (var column in table.Columns.Where(column => !KeyColumns.IsKey(table, column.Name) && !NameWords.MayBeBelowZero(column.Name)))
        {
            var own = statistics[column.Name];
            var named = NameWords.IsNeverNegative(column.Name) || NameWords.IsMoney(column.Name);
            var few = own.Negatives <= (named ? own.Numbers / 10 : own.Numbers / 100);
            if (own.Negatives > 0 && own.Numbers >= MinimumValues && few)
            {
                yield return context.Rows(
                    table, [column.Name], $"{context.Sql.IsNumber(column)} AND {context.Sql.Quote(column.Name)} < 0",
                    count => $"{CheckContext.Count(count, "value")} of {table.Name}.{column.Name} {(count == 1 ? "is" : "are")} below zero; the other {own.Numbers - own.Negatives:N0} are not.");
            }
        }
    }

    private const long MinimumValues = 20;
}
