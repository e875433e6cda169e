using ChatOps.Database.Introspection;
using ChatOps.Database.Profiling;

namespace ChatOps.Database.Checks.DataRules;

/// <summary>Values outside an agreed range.</summary>
internal sealed class OutOfRange : RowRule
{
    internal const string RuleId = "out-of-range";

    internal override string Id => RuleId;

    internal override Severity Severity => Severity.Error;

    internal override string Explanation =>
        "A value lies outside the range that its column's name and nearly all its other values agree on, such as a discount of 25 where all others are between 0 and 1.";

    internal override IEnumerable<Candidate> Find(Table table, TableStatistics statistics, CheckContext context)
    {
        foreach (var column in table.Columns.Where(column => !KeyColumns.IsKey(table, column.Name)))
        {
            var own = statistics[column.Name];
            if (own.Numbers >= MinimumValues && RangeOf(column.Name, own) is { } range)
            {
                var name = context.Sql.Quote(column.Name);
                yield return context.Rows(
                    table, [column.Name], $"{context.Sql.IsNumber(column)} AND ({name} < {range.Low} OR {name} > {range.High})",
                    count => $"{CheckContext.Count(count, "value")} of {table.Name}.{column.Name} {(count == 1 ? "lies" : "lie")} outside {range.Low} to {range.High}, where all others are.");
            }
        }
    }

    private const long MinimumValues = 20;

    private static (int Low, int High)? RangeOf(string name, ColumnStatistics own)
    {
        var (ratio, percent) = (NameWords.IsRatio(name), NameWords.IsPercent(name));
        if ((ratio || percent) && own.InUnit < own.Numbers && own.Fractional > 0 && own.InUnit >= own.Numbers * 0.95)
        {
            return (0, 1);
        }

        if ((ratio || percent) && own.InPercent < own.Numbers && own.InPercent >= own.Numbers * 0.95 && own.InUnit < own.Numbers * 0.5)
        {
            return (0, 100);
        }

        var words = NameWords.Of(name);
        return words.Contains("latitude") ? (-90, 90) : words.Contains("longitude") ? (-180, 180) : words is ["age"] or [_, "age"] ? (0, 130) : null;
    }
}
