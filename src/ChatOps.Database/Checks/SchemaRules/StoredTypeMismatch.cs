using ChatOps.Database.Introspection;
using ChatOps.Database.Profiling;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Values of another type than declared.</summary>
internal sealed class StoredTypeMismatch : RowRule
{
    internal override string Id => "stored-type-mismatch";

    internal override Severity Severity => Severity.Error;

    internal override string Explanation =>
        "Values are stored with another type than the column declares, such as text in a column of numbers. SQLite allows it; sums, comparisons and copies to other databases go wrong.";

    internal override IEnumerable<Candidate> Find(Table table, TableStatistics statistics, CheckContext context)
    {
        foreach (var column in table.Columns)
        {
            var (kind, stored) = (ColumnKinds.Of(column), statistics[column.Name]);
            var wrong = kind switch
            {
                ColumnKind.Text => stored.Blobs,
                ColumnKind.Integer => stored.Texts + stored.Blobs + stored.Reals,
                ColumnKind.Floating or ColumnKind.Decimal => stored.Texts + stored.Blobs,
                _ => 0,
            };
            if (wrong > 0)
            {
                yield return context.Rows(
                    table, [column.Name], context.Sql.IsStoredOtherwise(column.Name, kind),
                    count => $"{CheckContext.Count(count, "value")} of {table.Name}.{column.Name} {(count == 1 ? "is" : "are")} not stored as its type {column.DeclaredType} promises.");
            }
        }
    }
}
