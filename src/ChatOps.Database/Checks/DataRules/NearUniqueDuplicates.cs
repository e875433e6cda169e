using ChatOps.Database.Introspection;
using ChatOps.Database.Profiling;

namespace ChatOps.Database.Checks.DataRules;

/// <summary>Identifiers that a few rows share.</summary>
internal sealed class NearUniqueDuplicates : RowRule
{
    internal override string Id => "near-unique-duplicates";

    internal override Severity Severity => Severity.Warning;

    internal override string Explanation =>
        "A column that is named like an identifier is unique in nearly every row, and a few rows share a value. Probably somebody was entered twice, and a unique constraint is missing.";

    internal override IEnumerable<Candidate> Find(Table table, TableStatistics statistics, CheckContext context)
    {
        foreach (var column in table.Columns.Where(column => NameWords.IsCode(column.Name) && !KeyColumns.IsKey(table, column.Name)))
        {
            var own = statistics[column.Name];
            if (own.Values >= MinimumValues && (own.Counts.Overflowed || IsNearlyUnique(own)))
            {
                var (name, rows) = (context.Sql.Exact(column), context.Sql.Table(table));
                yield return context.Rows(
                    table, [column.Name], $"{name} IN (SELECT {name} FROM {rows} WHERE {name} IS NOT NULL GROUP BY {name} HAVING COUNT(*) > 1)",
                    count => $"{CheckContext.Count(count, "row")} of {table.Name} share a value of {column.Name} with another row, although it is otherwise unique.")
                    with
                { Guard = own.Counts.Overflowed ? $"SELECT different < filled AND different * 200 >= filled * 199 FROM (SELECT COUNT(DISTINCT {name}) AS different, COUNT({name}) AS filled FROM {rows}) AS figures" : null };
            }
        }
    }

    private const long MinimumValues = 50;

    /// <summary>At least 99.5 %, or all but one in a smaller table.</summary>
    private static bool IsNearlyUnique(ColumnStatistics own) =>
        own.Counts.Distinct < own.Values && own.Values - own.Counts.Distinct <= Math.Max(1, own.Values / 200);
}
