using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Codes that lose their leading zeros.</summary>
internal sealed class CodeAsNumber : StructureRule
{
    internal override string Id => "code-as-number";

    internal override Severity Severity => Severity.Info;

    internal override string Explanation =>
        "A postal code, telephone number or the like is declared as a number. Leading zeros and plus signs are lost, and nobody ever adds such numbers up.";

    internal override IEnumerable<Candidate> Find(Table table, CheckContext context) =>
        from column in table.Columns
        where column.Kind.IsNumber() && IsCode(NameWords.Of(column.Name)) && !KeyColumns.IsForeignKey(table, column.Name)
        select context.AboutColumn(table, column, $"{table.Name}.{column.Name} is {column.DeclaredType}, which keeps no leading zeros.");

    private static readonly HashSet<string> Codes = new("zip zipcode postcode postal plz phone telephone telefon fax mobile cellphone iban isbn ssn".Split(' '), StringComparer.Ordinal);

    /// <summary>"phone" and "phone_number", but not "is_mobile" or "phone_calls".</summary>
    private static bool IsCode(IReadOnlyList<string> words) => words switch
    {
        ["is" or "has", ..] => false,
        [.., var about, "code" or "number" or "no" or "nr" or "num"] => Codes.Contains(about),
        [.., var last] => Codes.Contains(last),
        _ => false,
    };
}
