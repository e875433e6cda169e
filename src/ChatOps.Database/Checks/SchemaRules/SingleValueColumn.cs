using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Columns that never vary.</summary>
internal sealed class SingleValueColumn : ProbeRule
{
    internal override string Id => "single-value-column";

    internal override Severity Severity => Severity.Info;

    internal override string Explanation =>
        "A column holds the same value in every row (or only NULL), so it tells nothing: it may be unused, or a load may have filled it wrongly.";

    /// <summary>A column that varies shows it within a few rows, so the answers come soon; only one that never varies is read to its end.</summary>
    internal override async Task<IReadOnlyList<Candidate>> FindAsync(Table table, CheckContext context, CancellationToken cancellationToken)
    {
        var candidates = new List<Candidate>();
        List<Column> columns = context.RowCounts[table.Name] < MinimumRows ? [] : [.. table.Columns.Where(column => MayRepeat(table, column))];
        foreach (var group in columns.Chunk(ColumnsAtOnce))
        {
            await using var answers = await context.Session.QueryAsync($"SELECT {string.Join(", ", group.Select((column, index) => $"{Variety(table, column, context)} AS c{index}"))}", cancellationToken);
            await answers.ReadAsync(cancellationToken);
            candidates.AddRange(group.Select((column, index) => (column, Values: answers.GetInt64(index))).Where(item => item.Values < 2).Select(item => Describe(table, item.column, item.Values == 0, context)));
        }

        return candidates;
    }

    private const int ColumnsAtOnce = 200;

    /// <summary>Fewer rows may agree by chance.</summary>
    private const long MinimumRows = 20;

    private static bool MayRepeat(Table table, Column column) =>
        !column.Generated && column.Kind != ColumnKind.Binary && !KeyColumns.IsUnique(table, [column.Name]);

    /// <summary>0 where all values are NULL, 1 where there is one value, 2 where there are more.</summary>
    private static string Variety(Table table, Column column, CheckContext context)
    {
        var (name, value, from) = (context.Sql.Quote(column.Name), context.Sql.Exact(column), context.Sql.Table(table));
        return $"CASE WHEN NOT EXISTS (SELECT 1 FROM {from} WHERE {name} IS NOT NULL) THEN 0 WHEN EXISTS (SELECT 1 FROM {from} WHERE {name} IS NULL) OR EXISTS (SELECT 1 FROM {from} WHERE {value} <> (SELECT {value} FROM {from} WHERE {name} IS NOT NULL LIMIT 1)) THEN 2 ELSE 1 END";
    }

    private static Candidate Describe(Table table, Column column, bool isNull, CheckContext context)
    {
        var (name, value, rows) = (context.Sql.Quote(column.Name), context.Sql.Exact(column), context.RowCounts[table.Name]);
        return new Candidate(
            table.Name, [column.Name], $"SELECT {value} AS {name}, COUNT(*) AS {context.Sql.Quote("rows")} FROM {context.Sql.Table(table)} GROUP BY {value}",
            _ => isNull
                ? $"{table.Name}.{column.Name} is NULL in all {CheckContext.Count(rows, "row")}."
                : $"{table.Name}.{column.Name} has the same value in all {CheckContext.Count(rows, "row")}.");
    }
}
