using System.Text.RegularExpressions;
using ChatOps.Database.Checks;
using ChatOps.Database.Profiling;

namespace ChatOps.Reports.Masking;

/// <summary>Which columns of a result hold personal data: those that checks or a profile have marked, and those whose names say so.</summary>
internal sealed class PersonalColumns
{
    private readonly HashSet<(string Table, string Column)> _marked;

    public PersonalColumns(IEnumerable<(string Table, string Column)> marked) => _marked = [.. marked.Select(Key)];

    public static PersonalColumns Of(Report report) => new(
        report.Checks.SelectMany(checks => checks.Personal).Select(column => (column.Table, column.Column))
            .Concat(report.Profile?.Tables.SelectMany(table => table.Columns.Where(column => column.Pii is not null).Select(column => (table.Name, column.Name))) ?? []));

    public bool Contains(string table, string column) => _marked.Contains(Key((table, column)));

    /// <summary>What is made of the finding's columns is personal; where it names none, as a query that somebody wrote, what is made of a table with personal columns.</summary>
    public bool MayShowIn(Finding finding) => finding.Columns.Count > 0
        ? finding.Columns.Any(column => IsPersonal(finding.Table, column))
        : _marked.Any(column => column.Table.Equals(finding.Table, StringComparison.OrdinalIgnoreCase) || Mentions(finding.Sql, column.Table));

    /// <summary>Marked, or named so.</summary>
    public bool IsPersonal(string table, string column) => Contains(table, column) || PersonalData.ReasonOf(table, column) is not null;

    /// <summary>The value as people may see it. Texts in a column that is only named so, or that are e-mail addresses, account or card numbers anywhere, are masked too.</summary>
    public object? Mask(string table, string column, object? value) =>
        Contains(table, column) || (value is string text && (PersonalData.ReasonOf(table, column) is not null || PersonalData.IsPersonal(text)))
            ? ValueMask.Apply(value)
            : value;

    /// <summary>The table's own name is a word of the text, wherever it stands: to mask once too often is cheap.</summary>
    private static bool Mentions(string sql, string table) =>
        Regex.IsMatch(sql, $@"(?<!\w){Regex.Escape(table[(table.LastIndexOf('.') + 1)..])}(?!\w)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static (string Table, string Column) Key((string Table, string Column) name) => (name.Table.ToUpperInvariant(), name.Column.ToUpperInvariant());
}
