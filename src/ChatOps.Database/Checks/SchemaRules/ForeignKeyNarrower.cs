using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>References that cannot hold every key.</summary>
internal sealed class ForeignKeyNarrower : StructureRule
{
    internal override string Id => "foreign-key-narrower";

    internal override Severity Severity => Severity.Warning;

    internal override string Explanation =>
        "A foreign key column is declared smaller than the key it refers to. Once the parent's values outgrow it, rows that refer to them cannot be inserted.";

    internal override IReadOnlyList<DatabaseProvider> Engines => [DatabaseProvider.PostgreSql, DatabaseProvider.MySql];

    internal override IEnumerable<Candidate> Find(Table table, CheckContext context) =>
        from key in IsFor(context) ? table.ForeignKeys : []
        let parent = context.Table(key.ReferencedTable)
        where parent is not null
        from pair in key.Columns.Zip(key.ReferencedColumns)
        let column = table.Find(pair.First)
        let target = parent.Find(pair.Second)
        where column is not null && target is not null && IsNarrower(column, target)
        select context.AboutColumn(table, column, $"{table.Name}.{column.Name} is {column.DeclaredType} and cannot hold every {parent.Name}.{target.Name}, which is {target.DeclaredType}.");

    private static bool IsNarrower(Column column, Column target) =>
        IntegerTypes.Largest(column) < IntegerTypes.Largest(target) || (column.Kind == ColumnKind.Text && target.Kind == ColumnKind.Text && column.Length < (target.Length ?? long.MaxValue));
}
