using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Columns that never vary.</summary>
internal sealed class SingleValueColumn : ProbeRule
{
    internal override string Id => "single-value-column";

    internal override Severity Severity => Severity.Info;

    internal override string Explanation =>
        "A column holds the same value in every row (or only NULL), so it tells nothing: it may be unused, or a load may have filled it wrongly.";

    /// <summary>A column that varies shows it within a few rows, so the questions are short; only one that never varies is read to its end.</summary>
    internal override async Task<IReadOnlyList<Candidate>> FindAsync(Table table, CheckContext context, CancellationToken cancellationToken)
    {
        var candidates = new List<Candidate>();
        var rows = context.RowCounts[table.Name];
        foreach (var column in table.Columns.Where(column => rows >= MinimumRows && MayRepeat(table, column)))
        {
            if (await HoldsOneValueAsync(table, column, context, cancellationToken) is { } isNull)
            {
                var (name, value) = (context.Sql.Quote(column.Name), context.Sql.Exact(column));
                candidates.Add(new Candidate(
                    table.Name, [column.Name], $"SELECT {value} AS {name}, COUNT(*) AS {context.Sql.Quote("rows")} FROM {context.Sql.Table(table)} GROUP BY {value}",
                    _ => isNull
                        ? $"{table.Name}.{column.Name} is NULL in all {CheckContext.Count(rows, "row")}."
                        : $"{table.Name}.{column.Name} has the same value in all {CheckContext.Count(rows, "row")}."));
            }
        }

        return candidates;
    }

    /// <summary>Fewer rows may agree by chance.</summary>
    private const long MinimumRows = 20;

    private static bool MayRepeat(Table table, Column column) =>
        !column.Generated && column.Kind != ColumnKind.Binary && !KeyColumns.IsUnique(table, [column.Name]);

    /// <summary>Whether that value is NULL; null where there is more than one value.</summary>
    private static async Task<bool?> HoldsOneValueAsync(Table table, Column column, CheckContext context, CancellationToken cancellationToken)
    {
        var (name, value, from) = (context.Sql.Quote(column.Name), context.Sql.Exact(column), context.Sql.Table(table));
        if (!await context.Session.IsTrueAsync($"SELECT EXISTS (SELECT 1 FROM {from} WHERE {name} IS NOT NULL)", cancellationToken))
        {
            return true;
        }

        var varies = $"SELECT EXISTS (SELECT 1 FROM {from} WHERE {name} IS NULL) OR EXISTS (SELECT 1 FROM {from} WHERE {value} <> (SELECT {value} FROM {from} WHERE {name} IS NOT NULL LIMIT 1))";
        return await context.Session.IsTrueAsync(varies, cancellationToken) ? null : false;
    }
}
