using ChatOps.Database.Introspection;
using ChatOps.Database.Migration.Types;

namespace ChatOps.Database.Dialects.MySql;

/// <summary>What MariaDB's and MySQL's types hold (MariaDB, "Data Types").</summary>
internal sealed class MySqlTypeMap : ITypeMap
{
    /// <summary>0001-01-01 to 9999-12-31; the year 0 is there too, and means no date.</summary>
    public EngineLimits Limits { get; } = new()
    {
        NaN = false,
        InfiniteReals = false,
        Days = (-730_119, 2_921_939),
        Moments = (-730_119L * 86_400_000_000, (2_921_940L * 86_400_000_000) - 1),
    };

    public TransferType Read(Column column)
    {
        var words = column.DeclaredType;
        var unsigned = words.Contains("unsigned", StringComparison.Ordinal);
        return words.Split('(', ' ')[0] switch
        {
            "tinyint" => new(TransferKind.Integer) { Bits = 8, Unsigned = unsigned },
            "smallint" => new(TransferKind.Integer) { Bits = 16, Unsigned = unsigned },
            "year" => new(TransferKind.Integer) { Bits = 16, Unsigned = true },
            "mediumint" => new(TransferKind.Integer) { Bits = 24, Unsigned = unsigned },
            "int" or "integer" => new(TransferKind.Integer) { Bits = 32, Unsigned = unsigned },
            "bigint" when unsigned => new(TransferKind.Decimal) { Precision = 20, Scale = 0, Unsigned = true },
            "bigint" => new(TransferKind.Integer) { Bits = 64 },
            "decimal" or "numeric" => new(TransferKind.Decimal) { Precision = column.Precision ?? 10, Scale = column.Scale ?? 0 },
            "float" => new(TransferKind.Real) { Bits = 32 },
            "double" => new(TransferKind.Real) { Bits = 64 },
            "varchar" or "text" or "tinytext" or "mediumtext" => new(TransferKind.Text) { Length = column.Length, IgnoresCase = column.IgnoresCase },
            "longtext" => new(TransferKind.Text) { IgnoresCase = column.IgnoresCase },
            "char" => new(TransferKind.Text) { Length = column.Length, Fixed = true, IgnoresCase = column.IgnoresCase },
            "enum" or "set" => new(TransferKind.Text) { Members = TypeWords.Members(words), IgnoresCase = column.IgnoresCase },
            "binary" => new(TransferKind.Binary) { Length = column.Length, Fixed = true },
            "varbinary" or "blob" or "tinyblob" or "mediumblob" => new(TransferKind.Binary) { Length = column.Length },
            "longblob" => new(TransferKind.Binary),
            "date" => new(TransferKind.Date),
            "time" => new(TransferKind.Time) { Precision = TypeWords.FirstSize(words) ?? 0 },
            "datetime" => new(TransferKind.Moment) { Precision = TypeWords.FirstSize(words) ?? 0 },
            "timestamp" => new(TransferKind.Instant) { Precision = TypeWords.FirstSize(words) ?? 0 },
            "json" => new(TransferKind.Json),
            "uuid" => new(TransferKind.Uuid),
            "bit" => new(TransferKind.Bits) { Length = TypeWords.FirstSize(words) ?? 1, Fixed = true },
            _ => new(TransferKind.Other),
        };
    }
}
