using ChatOps.Database.Introspection;
using ChatOps.Database.Profiling;

namespace ChatOps.Database.Checks.DataRules;

/// <summary>Keys that name two rows.</summary>
internal sealed class DuplicateKeys : RowRule
{
    internal override string Id => "duplicate-keys";

    internal override Severity Severity => Severity.Error;

    internal override string Explanation =>
        "A table without a primary key has a column that is meant to identify its rows, and some of its values occur more than once or are missing.";

    internal override IEnumerable<Candidate> Find(Table table, TableStatistics statistics, CheckContext context)
    {
        if (table.PrimaryKey.Count > 0 || statistics.Rows < 2)
        {
            yield break;
        }

        foreach (var column in table.Columns.Where(column => IsKeyName(column.Name, table.Name) && !KeyColumns.IsForeignKey(table, column.Name)))
        {
            if (!KeyColumns.IsUnique(table, [column.Name]))
            {
                var (name, rows) = (context.Sql.Exact(column), context.Sql.Table(table));
                yield return context.Rows(
                    table, [column.Name], $"{name} IN (SELECT {name} FROM {rows} WHERE {name} IS NOT NULL GROUP BY {name} HAVING COUNT(*) > 1)",
                    count => $"{CheckContext.Count(count, "row")} of {table.Name} share a value of {column.Name} with another row, and nothing declares it unique.")
                    with
                { Guard = $"SELECT different < filled AND different * 10 >= filled * 9 FROM (SELECT COUNT(DISTINCT {name}) AS different, COUNT({name}) AS filled FROM {rows}) AS figures" };
            }
        }
    }

    /// <summary>"id", or the table's own name followed by it.</summary>
    private static bool IsKeyName(string column, string table)
    {
        var (name, of) = (string.Concat(NameWords.Of(column)), string.Concat(NameWords.Of(table)));
        return name is "id" or "uuid" or "guid" || name == of + "id" || name + "s" == of[..^1] + "ids" || (of.EndsWith('s') && name == of[..^1] + "id");
    }
}
