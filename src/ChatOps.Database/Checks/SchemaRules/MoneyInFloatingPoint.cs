using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Money that loses cents.</summary>
internal sealed class MoneyInFloatingPoint : StructureRule
{
    internal override string Id => "money-in-floating-point";

    internal override Severity Severity => Severity.Warning;

    internal override string Explanation =>
        "Amounts of money are declared as binary floating point, which cannot hold most decimal fractions exactly. Sums drift by cents. Use NUMERIC, or whole cents.";

    internal override IEnumerable<Candidate> Find(Table table, CheckContext context)
    {
        foreach (var column in table.Columns.Where(column => column.Kind == ColumnKind.Floating && NameWords.IsMoney(column.Name)))
        {
            yield return new Candidate(
                table.Name, [column.Name], context.Sql.DescribeColumn(table, column.Name),
                _ => $"{table.Name}.{column.Name} looks like money and is declared {column.DeclaredType}, which rounds decimal fractions.");
        }
    }
}
