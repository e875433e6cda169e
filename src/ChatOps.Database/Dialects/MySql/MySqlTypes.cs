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

    /// <summary>The column as the catalog would tell it.</summary>
    internal static Column Describe(Column column)
    {
        var words = column.DeclaredType.Trim();
        words = words.StartsWith("enum", StringComparison.OrdinalIgnoreCase) || words.StartsWith("set", StringComparison.OrdinalIgnoreCase) ? words : words.ToLowerInvariant();
        var type = words.Split('(', ' ')[0] switch { "integer" => "int", "numeric" or "dec" or "fixed" => "decimal", "real" => "double", "bool" or "boolean" => "tinyint(1)", var word => word };
        words = type + words[words.Split('(', ' ')[0].Length..];
        type = type.Split('(')[0];
        var (first, second) = TypeWords.Sizes(words);
        var kind = KindOf(type);
        return column with
        {
            DeclaredType = words,
            Kind = kind,
            Length = kind is ColumnKind.Text or ColumnKind.Binary ? first ?? Longest(type) : null,
            Precision = kind == ColumnKind.Decimal ? first ?? 10 : null,
            Scale = kind == ColumnKind.Decimal ? second ?? 0 : null,
            WithZone = type == "timestamp",
            IgnoresCase = column.Collation?.Contains("_ci", StringComparison.Ordinal) ?? false,
        };
    }

    /// <summary>What a type without a size holds (MariaDB, "Data Type Storage Requirements").</summary>
    private static long? Longest(string type) => type switch
    {
        "char" or "binary" => 1,
        "tinytext" or "tinyblob" => byte.MaxValue,
        "text" or "blob" => ushort.MaxValue,
        "mediumtext" or "mediumblob" => 16_777_215,
        "longtext" or "longblob" => uint.MaxValue,
        _ => null,
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
