using System.Globalization;
using System.Text.RegularExpressions;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Dialects.Sqlite;

/// <summary>Reads what a declared type promises from the words it is made of: SQLite itself takes any words.</summary>
internal static partial class SqliteTypes
{
    private static readonly (string Part, ColumnKind Kind)[] Parts =
    [
        ("BOOL", ColumnKind.Boolean), ("DATE", ColumnKind.Date), ("TIMESTAMP", ColumnKind.Date), ("INTERVAL", ColumnKind.Any), ("POINT", ColumnKind.Any),
        ("INT", ColumnKind.Integer), ("SERIAL", ColumnKind.Integer), ("CHAR", ColumnKind.Text), ("CLOB", ColumnKind.Text), ("TEXT", ColumnKind.Text),
        ("REAL", ColumnKind.Floating), ("FLOA", ColumnKind.Floating), ("DOUB", ColumnKind.Floating),
        ("NUMERIC", ColumnKind.Decimal), ("DECIMAL", ColumnKind.Decimal), ("NUMBER", ColumnKind.Decimal), ("MONEY", ColumnKind.Decimal), ("CURRENCY", ColumnKind.Decimal),
    ];

    /// <summary>The column with everything that its type's words tell.</summary>
    internal static Column Describe(Column column)
    {
        var kind = KindOf(column.DeclaredType);
        var sizes = Sizes().Match(column.DeclaredType);
        int? First() => sizes.Success && int.TryParse(sizes.Groups[1].ValueSpan, CultureInfo.InvariantCulture, out var size) ? size : null;
        int? Second() => sizes.Groups[2].Success && int.TryParse(sizes.Groups[2].ValueSpan, CultureInfo.InvariantCulture, out var size) ? size : null;
        return column with
        {
            Kind = kind,
            Length = kind == ColumnKind.Text ? First() : null,
            Precision = kind == ColumnKind.Decimal ? First() : null,
            Scale = kind == ColumnKind.Decimal ? Second() : null,
            IgnoresCase = column.Collation?.Equals("NOCASE", StringComparison.OrdinalIgnoreCase) ?? false,
        };
    }

    /// <summary>Numbers that are put into the column become texts (SQLite, "Datatypes In SQLite", section 3.1: affinity TEXT).</summary>
    internal static bool KeepsTexts(Column column)
    {
        bool Has(string part) => column.DeclaredType.Contains(part, StringComparison.OrdinalIgnoreCase);
        return !Has("INT") && (Has("CHAR") || Has("CLOB") || Has("TEXT"));
    }

    /// <summary>A word TEXT behind another type keeps its values as they are written, whatever they are (see <see cref="SqliteTypeMap"/>).</summary>
    private static ColumnKind KindOf(string type) =>
        type.Split('(')[0].TrimEnd().EndsWith(" TEXT", StringComparison.OrdinalIgnoreCase) ? ColumnKind.Any
        : Array.Find(Parts, part => type.Contains(part.Part, StringComparison.OrdinalIgnoreCase)) is { Part: not null } found ? found.Kind : ColumnKind.Any;

    [GeneratedRegex(@"\(\s*(\d+)\s*(?:,\s*(\d+)\s*)?\)")]
    private static partial Regex Sizes();
}
