using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>One name, several sizes.</summary>
internal sealed class SameNameDifferentSizes : SchemaRule
{
    internal override string Id => "same-name-different-sizes";

    internal override Severity Severity => Severity.Info;

    internal override string Explanation =>
        "Columns of the same name and kind are declared with different lengths or digits in different tables. A value that fits one table is cut off or refused in the other. Names that mean something else in every table are left out.";

    internal override Task<IReadOnlyList<Candidate>> FindAsync(CheckContext context, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Candidate>>(
    [
        .. from table in context.Schema.Tables
           from column in table.Columns
           where SizeOf(column) is not null && !GenericNames.Contains(column.Name)
           group (Table: table, Column: column) by (column.Name.ToUpperInvariant(), column.Kind) into same
           let sizes = same.GroupBy(item => SizeOf(item.Column)).OrderByDescending(items => items.Count()).ThenByDescending(items => items.Key).ToList()
           where sizes.Count > 1
           from item in sizes.Skip(1).SelectMany(items => items)
           where context.Tables.Contains(item.Table)
           let usual = sizes[0].First()
           select context.AboutColumn(
               item.Table, item.Column, $"{item.Table.Name}.{item.Column.Name} is {item.Column.DeclaredType}, but {usual.Table.Name}.{usual.Column.Name} is {usual.Column.DeclaredType}."),
    ]);

    private static (long, int)? SizeOf(Column column) => column.Kind switch
    {
        _ when !column.IsSized() => null,
        ColumnKind.Text when column.Length is { } length => (length, 0),
        ColumnKind.Decimal when column.Precision is { } precision => (precision, column.Scale ?? 0),
        _ => null,
    };
}
