using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Values of another type than declared.</summary>
internal sealed class StoredTypeMismatch : ProbeRule
{
    internal override string Id => "stored-type-mismatch";

    internal override Severity Severity => Severity.Error;

    internal override string Explanation =>
        "Values are stored with another type than the column declares, such as text in a column of numbers. SQLite allows it; sums, comparisons and copies to other databases go wrong.";

    /// <summary>One pass of the engine over the table answers for all columns.</summary>
    internal override IReadOnlyList<DatabaseProvider> Engines => [DatabaseProvider.Sqlite];

    internal override async Task<IReadOnlyList<Candidate>> FindAsync(Table table, CheckContext context, CancellationToken cancellationToken)
    {
        List<Column> columns = context.Sql.StoresOnlyDeclaredTypes || table.Strict || context.RowCounts[table.Name] == 0 ? [] : [.. table.Columns.Where(column => column.Kind is ColumnKind.Text || column.Kind.IsNumber())];
        var candidates = new List<Candidate>();
        foreach (var group in columns.Chunk(ColumnsAtOnce))
        {
            var sums = group.Select(column => $"SUM({context.Sql.IsStoredOtherwise(column)})");
            await using var counts = await context.Session.QueryAsync($"SELECT {string.Join(", ", sums)} FROM {context.Sql.Table(table)}", cancellationToken);
            await counts.ReadAsync(cancellationToken);
            candidates.AddRange(group.Where((_, index) => counts.GetInt64(index) > 0).Select(column => Describe(table, column, context)));
        }

        return candidates;
    }

    /// <summary>SQLite takes at most 2,000 result columns.</summary>
    private const int ColumnsAtOnce = 500;

    private static Candidate Describe(Table table, Column column, CheckContext context) => context.Rows(
        table, [column.Name], context.Sql.IsStoredOtherwise(column),
        count => $"{CheckContext.Count(count, "value")} of {table.Name}.{column.Name} {(count == 1 ? "is" : "are")} not stored as its type {column.DeclaredType} promises.");
}
