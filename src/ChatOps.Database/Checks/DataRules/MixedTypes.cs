using ChatOps.Database.Introspection;
using ChatOps.Database.Profiling;

namespace ChatOps.Database.Checks.DataRules;

/// <summary>A few values of another kind.</summary>
internal sealed class MixedTypes : RowRule
{
    internal override string Id => "mixed-types";

    internal override Severity Severity => Severity.Warning;

    internal override string Explanation =>
        "A column without a type that could be checked holds numbers and texts together, nearly all of one kind. The few others sort, compare and add up differently.";

    internal override IEnumerable<Candidate> Find(Table table, TableStatistics statistics, CheckContext context)
    {
        foreach (var column in table.Columns.Where(column => column.Kind == ColumnKind.Any && !column.Generated))
        {
            var own = statistics[column.Name];
            var (rare, usual) = own.Texts <= own.Numbers ? (own.Texts, "numbers") : (own.Numbers, "texts");
            if (rare > 0 && own.Values >= MinimumValues && rare <= own.Values * 0.05)
            {
                yield return context.Rows(
                    table, [column.Name], usual == "numbers" ? context.Sql.IsText(column) : context.Sql.IsNumber(column),
                    count => $"{CheckContext.Count(count, "value")} of {table.Name}.{column.Name} {(count == 1 ? "is" : "are")} of another type than the rest, which are {usual}.");
            }
        }
    }

    private const long MinimumValues = 20;
}
