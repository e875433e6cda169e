using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Columns that never vary.</summary>
internal sealed class SingleValueColumn : ProbeRule
{
    internal override string Id => "single-value-column";

    internal override Severity Severity => Severity.Info;

    internal override string Explanation =>
        "A column holds the same value in every row (or only NULL), so it tells nothing: it may be unused, or a load may have filled it wrongly.";

    /// <summary>Nearly every column that varies shows it within the first rows; only the others are asked about in the whole table.</summary>
    internal override async Task<IReadOnlyList<Candidate>> FindAsync(Table table, CheckContext context, CancellationToken cancellationToken)
    {
        var candidates = new List<Candidate>();
        List<Column> columns = context.RowCounts[table.Name] < MinimumRows ? [] : [.. table.Columns.Where(column => MayRepeat(table, column))];
        foreach (var group in columns.Chunk(ColumnsAtOnce))
        {
            var constant = await AskAsync(group, $"(SELECT {string.Join(", ", group.Select(column => context.Sql.Quote(column.Name)))} FROM {context.Sql.Table(table)} LIMIT {FirstRows}) AS first_rows", column => FirstVariety(column, context), context, cancellationToken);
            var answers = context.RowCounts[table.Name] <= FirstRows || constant.Count == 0
                ? constant
                : await AskAsync([.. constant.Select(item => item.Column)], "(SELECT 1 AS one) AS one", column => Variety(table, column, context), context, cancellationToken);
            candidates.AddRange(answers.Select(item => Describe(table, item.Column, item.IsNull, context)));
        }

        return candidates;
    }

    private const int ColumnsAtOnce = 200;
    private const int FirstRows = 100;

    /// <summary>Fewer rows may agree by chance.</summary>
    private const long MinimumRows = 20;

    private static bool MayRepeat(Table table, Column column) =>
        !column.Generated && column.Kind != ColumnKind.Binary && !KeyColumns.IsUnique(table, [column.Name]);

    /// <summary>Those of the columns for which the expression answers 0 (all values are NULL) or 1 (one value), in one statement.</summary>
    private static async Task<List<(Column Column, bool IsNull)>> AskAsync(
        IReadOnlyList<Column> columns, string from, Func<Column, string> variety, CheckContext context, CancellationToken cancellationToken)
    {
        await using var answers = await context.Session.QueryAsync($"SELECT {string.Join(", ", columns.Select((column, index) => $"{variety(column)} AS c{index}"))} FROM {from}", cancellationToken);
        await answers.ReadAsync(cancellationToken);
        return [.. columns.Select((column, index) => (Column: column, Values: answers.GetInt64(index))).Where(item => item.Values < 2).Select(item => (item.Column, item.Values == 0))];
    }

    private static string FirstVariety(Column column, CheckContext context)
    {
        var name = context.Sql.Quote(column.Name);
        return $"CASE WHEN COUNT({name}) = 0 THEN 0 WHEN COUNT({name}) = COUNT(*) AND COUNT(DISTINCT {context.Sql.Exact(column)}) = 1 THEN 1 ELSE 2 END";
    }

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
