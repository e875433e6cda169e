using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>References that nobody declared.</summary>
internal sealed class UndeclaredReference : ProbeRule
{
    internal override string Id => "undeclared-reference";

    internal override Severity Severity => Severity.Info;

    internal override string Explanation =>
        "A column is named after another table's key, and all its values are found there, but no foreign key is declared. Nothing keeps it so. Orphans of such columns are a data check of their own.";

    internal override Task<IReadOnlyList<Candidate>> FindAsync(Table table, CheckContext context, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Candidate>>(
    [
        .. from column in context.RowCounts[table.Name] < MinimumRows ? [] : table.Columns
           where !KeyColumns.IsForeignKey(table, column.Name) && context.Stated?.Find(table.Name)?.Refers(column.Name) is not true && !KeyColumns.IsUnique(table, [column.Name])
           from parent in context.KeyNames.Value.Parents(column.Name)
           where parent != table && KeyNames.AreComparable(column, parent.Find(parent.PrimaryKey[0])!)
           select Describe(table, column, parent, context),
    ]);

    private const long MinimumRows = 5;

    private static Candidate Describe(Table table, Column column, Table parent, CheckContext context)
    {
        var (rows, name, key) = (context.Sql.Table(table), context.Sql.Quote(column.Name), parent.PrimaryKey[0]);
        return context.AboutColumn(table, column, $"All values of {table.Name}.{column.Name} are found in {parent.Name}.{key}, but no foreign key is declared.") with
        {
            Guard = $"SELECT COUNT(*) FROM (SELECT 1 AS one) AS one WHERE EXISTS (SELECT 1 FROM {rows} WHERE {name} IS NOT NULL) AND NOT EXISTS (SELECT 1 FROM {rows} AS c WHERE {context.Sql.HasNoParent([column.Name], parent, parent.PrimaryKey)})",
            Fix = context.Session.Dialect.Provider == DatabaseProvider.Sqlite
                ? null
                : $"ALTER TABLE {rows} ADD CONSTRAINT {context.Sql.Quote($"fk_{table.LocalName}_{column.Name}")} FOREIGN KEY ({name}) REFERENCES {context.Sql.Table(parent)} ({context.Sql.Quote(key)});",
        };
    }
}
