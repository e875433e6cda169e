using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Money that is rounded to whole units.</summary>
internal sealed class MoneyWithoutCents : StructureRule
{
    internal override string Id => "money-without-cents";

    internal override Severity Severity => Severity.Info;

    internal override string Explanation =>
        "Amounts of money are declared as an exact number without digits behind the point, which is what DECIMAL means where its scale is left out. Cents are rounded away when a row is written.";

    internal override IEnumerable<Candidate> Find(Table table, CheckContext context) =>
        from column in table.Columns
        where column is { Kind: ColumnKind.Decimal, Scale: 0 } && NameWords.IsMoney(column.Name) && !NameWords.Of(column.Name).Any(word => word is "cents" or "minor" or "units" or "millis" or "micros")
        select context.AboutColumn(table, column, $"{table.Name}.{column.Name} looks like money and is {column.DeclaredType}, which keeps no cents.");
}
