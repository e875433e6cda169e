using ChatOps.Database.Introspection;
using ChatOps.Database.Profiling;

namespace ChatOps.Database.Checks.DataRules;

/// <summary>Keys that name two rows.</summary>
internal sealed class DuplicateKeys : RowRule
{
    internal override string Id => "duplicate-keys";

    internal override Severity Severity => Severity.Error;

    internal override string Explanation =>
        "A table without a primary key has a column that is meant to identify its rows, or the stated schema names a key, and some of its values occur more than once or are missing.";

    internal override IEnumerable<Candidate> Find(Table table, TableStatistics statistics, CheckContext context)
    {
        var stated = context.Stated?.Find(table.Name);
        foreach (var candidate in stated is null ? [] : Stated(table, stated, context))
        {
            yield return candidate;
        }

        // A stated key says which column identifies a row; its name is no guess any more.
        if (table.PrimaryKey.Count > 0 || statistics.Rows < 2 || stated is { PrimaryKey.Count: > 0 })
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

    private static IEnumerable<Candidate> Stated(Table table, BoundTable stated, CheckContext context)
    {
        foreach (var key in stated.UniqueKeys.Prepend(stated.PrimaryKey).Where(key => key.Count > 0 && !KeyColumns.IsUnique(table, key.ToList())))
        {
            var names = string.Join(", ", key);
            var exact = key.Select(name => context.Sql.Exact(table.Find(name)!)).ToList();
            var (values, filled) = (string.Join(", ", exact), string.Join(" AND ", key.Select(name => $"{context.Sql.Quote(name)} IS NOT NULL")));
            yield return context.Rows(
                table, key, $"{filled} AND ({values}) IN (SELECT {values} FROM {context.Sql.Table(table)} WHERE {filled} GROUP BY {values} HAVING COUNT(*) > 1)",
                count => $"{CheckContext.Count(count, "row")} of {table.Name} share a value of {names} with another row, although it is stated to be a key.");
        }

        foreach (var column in stated.PrimaryKey.Select(name => table.Find(name)!).Where(column => !table.PrimaryKey.Contains(column.Name)))
        {
            yield return context.Rows(
                table, [column.Name], context.Sql.IsReallyNull(column),
                count => $"{CheckContext.Count(count, "row")} of {table.Name} {(count == 1 ? "has" : "have")} no {column.Name}, although it is stated to belong to the primary key.");
        }
    }

    /// <summary>"id", or the table's own name followed by it.</summary>
    private static bool IsKeyName(string column, string table)
    {
        var (name, of) = (string.Concat(NameWords.Of(column)), string.Concat(NameWords.Of(table)));
        return name is "id" or "uuid" or "guid" || name == of + "id" || name + "s" == of[..^1] + "ids" || (of.EndsWith('s') && name == of[..^1] + "id");
    }
}
