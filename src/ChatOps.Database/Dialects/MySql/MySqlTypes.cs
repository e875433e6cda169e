using ChatOps.Database.Introspection;

namespace ChatOps.Database.Dialects.MySql;

/// <summary>MariaDB's own types.</summary>
internal static class MySqlTypes
{
    /// <param name="type">As in <c>information_schema.COLUMNS.DATA_TYPE</c>.</param>
    internal static ColumnKind KindOf(string type) => type switch
    {
        "tinyint" or "smallint" or "mediumint" or "int" or "bigint" or "year" or "bit" => ColumnKind.Integer,
        "float" or "double" => ColumnKind.Floating,
        "decimal" => ColumnKind.Decimal,
        "char" or "varchar" or "tinytext" or "text" or "mediumtext" or "longtext" => ColumnKind.Text,
        "date" or "datetime" or "timestamp" => ColumnKind.Date,
        "binary" or "varbinary" or "tinyblob" or "blob" or "mediumblob" or "longblob" => ColumnKind.Binary,
        _ => ColumnKind.Any,
    };

    /// <summary>The column as a scan selects it: dates as the server writes them, since 0000-00-00 is no date elsewhere, bits as the number that they are.</summary>
    internal static string Scanned(Column column)
    {
        var name = MySqlDialect.Quote(column.Name);
        return column.Kind == ColumnKind.Date || column.DeclaredType.StartsWith("time", StringComparison.Ordinal) ? $"CAST({name} AS CHAR) AS {name}"
            : column.DeclaredType.StartsWith("bit", StringComparison.Ordinal) ? $"CAST({name} AS UNSIGNED) AS {name}"
            : name;
    }

    /// <summary>The last number that a counter of that type can give (MariaDB, "Numeric Data Types").</summary>
    internal static decimal LimitOf(string declaredType)
    {
        var unsigned = declaredType.Contains("unsigned", StringComparison.Ordinal);
        var bits = declaredType.Split('(', ' ')[0] switch { "tinyint" => 8, "smallint" => 16, "mediumint" => 24, "int" => 32, _ => 64 };
        return unsigned ? (bits == 64 ? ulong.MaxValue : (decimal)((1UL << bits) - 1)) : (1UL << (bits - 1)) - 1;
    }
}
