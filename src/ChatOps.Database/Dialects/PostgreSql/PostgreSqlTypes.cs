using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Dialects.PostgreSql;

/// <summary>PostgreSQL's own types.</summary>
internal static class PostgreSqlTypes
{
    /// <param name="type">The name in <c>pg_type</c>; of a domain the type that it is made from.</param>
    internal static ColumnKind KindOf(string type) => type switch
    {
        "int2" or "int4" or "int8" or "oid" => ColumnKind.Integer,
        "float4" or "float8" => ColumnKind.Floating,
        "numeric" or "money" => ColumnKind.Decimal,
        "text" or "varchar" or "bpchar" or "citext" or "name" or "char" => ColumnKind.Text,
        "date" or "timestamp" or "timestamptz" => ColumnKind.Date,
        "bool" => ColumnKind.Boolean,
        "bytea" => ColumnKind.Binary,
        _ => ColumnKind.Any,
    };

    /// <summary>How values of a scanned column arrive.</summary>
    internal static ValueKind Stored(Column column) => column.Kind switch
    {
        ColumnKind.Integer => ValueKind.Integer,
        ColumnKind.Floating => ValueKind.Real,
        ColumnKind.Decimal => ValueKind.Decimal,
        ColumnKind.Boolean => ValueKind.Boolean,
        ColumnKind.Binary => ValueKind.Blob,
        _ => ValueKind.Text,
    };

    /// <summary>By the type's number in a row description (<c>pg_type.dat</c>).</summary>
    internal static ValueKind Stored(uint oid) => oid switch
    {
        20 or 21 or 23 or 26 => ValueKind.Integer,
        700 or 701 => ValueKind.Real,
        1700 => ValueKind.Decimal,
        16 => ValueKind.Boolean,
        17 => ValueKind.Blob,
        _ => ValueKind.Text,
    };

    /// <summary>The column as a scan selects it: without the padding of CHAR(n), which means nothing, and money as the number that it is.</summary>
    internal static string Scanned(Column column)
    {
        var name = PostgreSqlDialect.Quote(column.Name);
        return IsPadded(column) ? $"{name}::text" : column.DeclaredType == "money" ? $"{name}::numeric" : name;
    }

    internal static bool IsPadded(Column column) =>
        column.Kind == ColumnKind.Text && (column.DeclaredType.StartsWith("character(", StringComparison.Ordinal) || column.DeclaredType is "character" or "bpchar");

    /// <summary>The type has no equality of its own, so values are compared by their text.</summary>
    internal static bool HasNoEquality(Column column) =>
        column.DeclaredType is "json" or "xml" or "point" or "polygon" or "path" or "line" or "lseg" or "box" or "circle" or "txid_snapshot" or "pg_snapshot"
        || column.DeclaredType.StartsWith("json[", StringComparison.Ordinal) || column.DeclaredType.StartsWith("xml[", StringComparison.Ordinal);
}
