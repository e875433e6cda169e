using ChatOps.Database.Introspection;
using ChatOps.Database.Migration.Types;

namespace ChatOps.Database.Dialects.Sqlite;

/// <summary>
/// What a declared type of SQLite promises; the engine itself only prefers a way to store (SQLite, "Datatypes In SQLite", section 3). A second
/// word TEXT behind a type, such as <c>DECIMAL TEXT(30,10)</c>, makes it keep the value as it was written.
/// </summary>
internal sealed class SqliteTypeMap : ITypeMap
{
    /// <summary>NaN is stored as NULL.</summary>
    public EngineLimits Limits { get; } = new() { NaN = false };

    public TransferType Read(Column column)
    {
        var words = column.DeclaredType.ToUpperInvariant();
        var type = words.Split('(')[0].Trim();
        return type switch
        {
            "DECIMAL TEXT" or "NUMERIC TEXT" => new(TransferKind.Decimal) { Precision = TypeWords.FirstSize(words), Scale = ScaleOf(words) },
            "JSON TEXT" or "JSON" => new(TransferKind.Json),
            "UUID TEXT" or "UUID" => new(TransferKind.Uuid),
            "BIT TEXT" => new(TransferKind.Bits) { Length = TypeWords.FirstSize(words) },
            "SMALLINT" or "INT2" => new(TransferKind.Integer) { Bits = 64 },
            "TIME" or "TIME WITHOUT TIME ZONE" => new(TransferKind.Time),
            "DATE" => new(TransferKind.Date),
            "TIMESTAMPTZ" or "TIMESTAMP WITH TIME ZONE" => new(TransferKind.Instant),
            _ => ByKind(column, type),
        };
    }

    private static TransferType ByKind(Column column, string type) => column.Kind switch
    {
        ColumnKind.Boolean => new(TransferKind.Boolean),
        ColumnKind.Date => new(TransferKind.Moment),
        ColumnKind.Integer => new(TransferKind.Integer) { Bits = 64 },
        ColumnKind.Floating => new(TransferKind.Real) { Bits = 64 },
        ColumnKind.Decimal => new(TransferKind.Decimal) { Precision = column.Precision, Scale = column.Precision is null ? null : column.Scale ?? 0 },
        ColumnKind.Text => new(TransferKind.Text) { Length = column.Length, IgnoresCase = column.IgnoresCase },
        _ => new(type.Contains("BLOB", StringComparison.Ordinal) || type.Contains("BINARY", StringComparison.Ordinal) ? TransferKind.Binary : TransferKind.Text),
    };

    private static int? ScaleOf(string words)
    {
        var comma = words.IndexOf(',', StringComparison.Ordinal);
        return comma < 0 ? null : TypeWords.FirstSize("(" + words[(comma + 1)..]);
    }
}
