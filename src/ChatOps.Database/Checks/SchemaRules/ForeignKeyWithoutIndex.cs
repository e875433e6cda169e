using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>References that the database cannot follow backwards.</summary>
internal sealed class ForeignKeyWithoutIndex : StructureRule
{
    internal override string Id => "foreign-key-without-index";

    internal override Severity Severity => Severity.Warning;

    internal override string Explanation =>
        "The columns of a foreign key have no index that begins with them. Every delete or key change of a parent row reads the whole child table, and joins are slow. On small tables this is only worth knowing.";

    internal override IEnumerable<Candidate> Find(Table table, CheckContext context)
    {
        foreach (var key in table.ForeignKeys.DistinctBy(key => string.Join('\n', key.Columns)))
        {
            if (!IsLed(table.PrimaryKey, key.Columns) && !table.Indexes.Any(index => index is { Partial: false, Valid: true, Method: null or "btree" or "hash" } && IsLed(index.Columns, key.Columns)))
            {
                var columns = string.Join(", ", key.Columns.Select(context.Sql.Quote));
                yield return new Candidate(
                    table.Name, key.Columns, context.Sql.DescribeForeignKey(table, key),
                    _ => $"No index of {table.Name} begins with {string.Join(", ", key.Columns)}, which refers to {key.ReferencedTable}.")
                {
                    Severity = context.RowCounts.GetValueOrDefault(table.Name) < SmallTable ? Severity.Info : Severity.Warning,
                    Fix = $"CREATE INDEX {context.Sql.Quote($"ix_{table.Name}_{string.Join("_", key.Columns)}")} ON {context.Sql.Table(table)} ({columns});",
                };
            }
        }
    }

    /// <summary>Rows below which reading the whole table costs next to nothing.</summary>
    private const long SmallTable = 1_000;

    private static bool IsLed(IReadOnlyList<string?> index, IReadOnlyList<string> columns) =>
        index.Count >= columns.Count && columns.All(column => index.Take(columns.Count).Contains(column, StringComparer.OrdinalIgnoreCase));
}
