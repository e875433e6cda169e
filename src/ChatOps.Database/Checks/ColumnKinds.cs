using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks;

/// <summary>Reads what a declared type promises from the words it is made of.</summary>
internal static class ColumnKinds
{
    private static readonly (string Part, ColumnKind Kind)[] Parts =
    [
        ("BOOL", ColumnKind.Boolean), ("DATE", ColumnKind.Date), ("TIMESTAMP", ColumnKind.Date), ("INTERVAL", ColumnKind.Any), ("POINT", ColumnKind.Any),
        ("INT", ColumnKind.Integer), ("SERIAL", ColumnKind.Integer), ("CHAR", ColumnKind.Text), ("CLOB", ColumnKind.Text), ("TEXT", ColumnKind.Text),
        ("REAL", ColumnKind.Floating), ("FLOA", ColumnKind.Floating), ("DOUB", ColumnKind.Floating),
        ("NUMERIC", ColumnKind.Decimal), ("DECIMAL", ColumnKind.Decimal), ("NUMBER", ColumnKind.Decimal), ("MONEY", ColumnKind.Decimal), ("CURRENCY", ColumnKind.Decimal),
    ];

    internal static ColumnKind Of(Column column) =>
        Array.Find(Parts, part => column.DeclaredType.Contains(part.Part, StringComparison.OrdinalIgnoreCase)) is { Part: not null } found ? found.Kind : ColumnKind.Any;

    internal static bool IsNumber(ColumnKind kind) => kind is ColumnKind.Integer or ColumnKind.Floating or ColumnKind.Decimal;
}
