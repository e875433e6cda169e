using System.Globalization;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Defaults that their own column refuses.</summary>
internal sealed class InvalidDefault : StructureRule
{
    internal override string Id => "invalid-default";

    internal override Severity Severity => Severity.Warning;

    internal override string Explanation =>
        "A column has a default that does not fit its own type, length, NOT NULL or CHECK. Every insert that leaves the column out fails, or on SQLite stores a wrong value.";

    internal override IEnumerable<Candidate> Find(Table table, CheckContext context) =>
        from column in table.Columns
        where column is { Default: not null, Generated: false, Identity: false }
        let constant = ConstantDefault.Of(column.Default!)
        where constant is not null
        from candidate in Judge(table, column, constant.Value, context)
        select candidate;

    private static IEnumerable<Candidate> Judge(Table table, Column column, object? value, CheckContext context) =>
        Problem(column, value, context) is { } problem ? [context.AboutColumn(table, column, $"{table.Name}.{column.Name} has the default {column.Default}, {problem}.")]
        : value is not null && (column.Kind == ColumnKind.Text || column.Kind.IsNumber())
            ? table.Checks.Where(check => check.Columns is [var only] && only == column.Name).Select(check => Broken(table, column, value, check, context))
            : [];

    private static string? Problem(Column column, object? value, CheckContext context) => (column.Kind, value) switch
    {
        (_, null) => column.Nullable ? null : "but must not be NULL",
        (ColumnKind.Integer or ColumnKind.Decimal or ColumnKind.Floating, string text) => Number(text) is { } number ? Problem(column, number, context) : "which is no number",
        (ColumnKind.Integer, decimal number) when number != Math.Truncate(number) => "which is no whole number",
        (ColumnKind.Integer, decimal number) when context.Sql.StoresOnlyDeclaredTypes && number > IntegerTypes.Largest(column) => $"which is beyond {column.DeclaredType}",
        (ColumnKind.Decimal, decimal number) when column.Precision is > 0 and < 28 and var digits && Math.Abs(number) >= Power(digits - (column.Scale ?? 0)) => $"which is beyond {column.DeclaredType}",
        (ColumnKind.Text, string text) when text.Length > column.Length => $"which is longer than {column.DeclaredType}",
        (ColumnKind.Date, string text) when !IsMoment(text) => "which is no date",
        (ColumnKind.Boolean, string text) when !Truths.Contains(text) => "which is neither true nor false",
        _ => null,
    };

    /// <summary>Asks the engine itself, with the default in the place of the column.</summary>
    private static Candidate Broken(Table table, Column column, object value, CheckConstraint check, CheckContext context)
    {
        var row = $"SELECT {context.Sql.Literal(Stored(column, value))} AS {context.Sql.Quote(column.Name)}";
        return new Candidate(
            table.Name, [column.Name], $"SELECT * FROM ({row}) AS {context.Sql.Quote(table.LocalName)} WHERE NOT ({check.Expression})",
            _ => $"{table.Name}.{column.Name} has the default {column.Default}, which its own constraint {check.Name ?? $"CHECK ({check.Expression})"} refuses.");
    }

    /// <summary>The value as the column would hold it: a quoted number in a column of numbers is a number.</summary>
    private static object Stored(Column column, object value) => (column.Kind.IsNumber() && value is string text ? Number(text) : value as decimal?) switch
    {
        { } number when number == Math.Truncate(number) && Math.Abs(number) < long.MaxValue => (long)number,
        { } number => (double)number,
        null => value,
    };

    private static readonly HashSet<string> Truths = new("true false t f yes no y n on off 1 0".Split(' '), StringComparer.OrdinalIgnoreCase);

    /// <summary>PostgreSQL, "Date/Time Types", table "Special Date/Time Inputs".</summary>
    private static readonly HashSet<string> Moments = new("epoch infinity -infinity now today tomorrow yesterday allballs".Split(' '), StringComparer.OrdinalIgnoreCase);

    private static bool IsMoment(string text) => Moments.Contains(text) || DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _);

    private static decimal? Number(string text) => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static decimal Power(int digits) => digits <= 0 ? 1 : Enumerable.Range(0, digits).Aggregate(1m, (power, _) => power * 10);
}
