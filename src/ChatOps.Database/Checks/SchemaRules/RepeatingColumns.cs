using System.Globalization;
using System.Text.RegularExpressions;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Columns that should be rows.</summary>
internal sealed partial class RepeatingColumns : StructureRule
{
    internal override string Id => "repeating-columns";

    internal override Severity Severity => Severity.Info;

    internal override string Explanation =>
        "Three or more columns differ only in a number at the end (phone1, phone2, phone3). A fourth value needs a change of the schema, and every search must look at all of them. A table of their own holds any number.";

    internal override IEnumerable<Candidate> Find(Table table, CheckContext context) =>
        from column in table.Columns
        let name = Numbered().Match(column.Name)
        where name.Success && !NameWords.Of(name.Groups[1].Value).Any(Lines.Contains)
        group (Column: column, Number: int.Parse(name.Groups[2].ValueSpan, CultureInfo.InvariantCulture)) by (name.Groups[1].Value.ToUpperInvariant(), column.Kind) into same
        let numbers = same.Select(item => item.Number).Order().ToList()
        where numbers.Count is >= Few and <= Many && numbers[0] <= 1 && numbers[^1] - numbers[0] == numbers.Count - 1
        select context.AboutColumns(table, same.Select(item => item.Column), $"{table.Name} repeats a column {numbers.Count} times: {Proofs.Some(same.Select(item => item.Column.Name))}.");

    /// <summary>The lines of a postal address have an order and no names of their own.</summary>
    private static readonly HashSet<string> Lines = new(["line", "address", "street"], StringComparer.Ordinal);

    private const int Few = 3;

    /// <summary>More than these are a matrix, such as measurements or features, and meant so.</summary>
    private const int Many = 60;

    [GeneratedRegex(@"^(.*\D)(\d{1,4})$")]
    private static partial Regex Numbered();
}
