using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>References between columns of different types.</summary>
internal sealed class ForeignKeyTypeMismatch : StructureRule
{
    internal override string Id => "foreign-key-type-mismatch";

    internal override Severity Severity => Severity.Warning;

    internal override string Explanation =>
        "A foreign key and the key it refers to are declared with different kinds of types. Values that look equal may not match, indexes may not be used, and stricter databases refuse the constraint.";

    internal override IEnumerable<Candidate> Find(Table table, CheckContext context)
    {
        foreach (var key in table.ForeignKeys)
        {
            var parent = context.Table(key.ReferencedTable);
            foreach (var (name, target) in key.Columns.Zip(key.ReferencedColumns))
            {
                if (table.Find(name) is { } column && parent?.Find(target) is { } referenced && Differ(column, referenced))
                {
                    yield return new Candidate(
                        table.Name, [name], context.Sql.DescribeColumn(table, name),
                        _ => $"{table.Name}.{name} is {Type(column)} and refers to {parent!.Name}.{target}, which is {Type(referenced)}.");
                }
            }
        }
    }

    private static bool Differ(Column column, Column referenced)
    {
        var (left, right) = (column.Kind, referenced.Kind);
        return left != ColumnKind.Any && right != ColumnKind.Any && left != right && !(left.IsNumber() && right.IsNumber());
    }

    private static string Type(Column column) => column.DeclaredType.Length == 0 ? "without a type" : column.DeclaredType;
}
