using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>One name, several types.</summary>
internal sealed class SameNameDifferentTypes : SchemaRule
{
    internal override string Id => "same-name-different-types";

    internal override Severity Severity => Severity.Warning;

    internal override string Explanation =>
        "Columns of the same name are declared with different kinds of types in different tables. Joins on them compare unlike values. Names that mean something else in every table (name, type, value ...) are left out, and so are declared references, which have a rule of their own.";

    internal override Task<IReadOnlyList<Candidate>> FindAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var groups = from table in context.Schema.Tables
                     from column in table.Columns
                     let kind = column.Kind
                     where kind != ColumnKind.Any && !GenericNames.Contains(column.Name) && !KeyColumns.IsForeignKey(table, column.Name)
                     group (table, column, kind) by column.Name.ToUpperInvariant();
        return Task.FromResult<IReadOnlyList<Candidate>>([.. groups.SelectMany(group => Differing([.. group], context))]);
    }

    /// <summary>Those that differ from what most tables say, where a clear majority says it.</summary>
    private static IEnumerable<Candidate> Differing(List<(Table Table, Column Column, ColumnKind Kind)> group, CheckContext context)
    {
        var usual = group.GroupBy(item => Family(item.Kind)).OrderByDescending(kinds => kinds.Count()).ThenBy(kinds => kinds.Key).First();
        foreach (var (table, column, kind) in group.Where(item => Family(item.Kind) != usual.Key && context.Tables.Contains(item.Table)))
        {
            var other = usual.First();
            yield return new Candidate(
                table.Name, [column.Name], context.Sql.DescribeColumn(table, column.Name),
                _ => $"{table.Name}.{column.Name} is {column.DeclaredType}, but {other.Table.Name}.{other.Column.Name} is {other.Column.DeclaredType}.");
        }
    }

    /// <summary>All numbers are one family.</summary>
    private static ColumnKind Family(ColumnKind kind) => kind.IsNumber() || kind == ColumnKind.Boolean ? ColumnKind.Integer : kind;
}
