using System.Globalization;
using ChatOps.Database.Introspection;
using ChatOps.Database.Migration.Types;

namespace ChatOps.Database.Dialects.MySql;

/// <summary>What MariaDB's and MySQL's types hold (MariaDB, "Data Types").</summary>
/// <param name="mariaDb">The server is MariaDB and not MySQL.</param>
internal sealed class MySqlTypeMap(bool mariaDb) : ITypeMap
{
    /// <summary>A row has 65,535 bytes, and a character up to four of them.</summary>
    private const int MostCharacters = 16_383;

    private const int MostFixed = 255;

    /// <summary>Bytes of a whole row, some of them for NULLs and lengths.</summary>
    private const int MostBytesOfRow = 65_000;

    private const int BytesOfPointer = 12;

    /// <summary>Bytes that a declaration of VARBINARY should not exceed, so that several find room in one row.</summary>
    private const int MostBytes = 8_000;

    private const int MostDigits = 65;

    private const int MostDigitsBehind = 30;

    /// <summary>0001-01-01 to 9999-12-31; the year 0 is there too, and means no date.</summary>
    public EngineLimits Limits { get; } = new()
    {
        NaN = false,
        InfiniteReals = false,
        NoDates = true,
        Days = (-730_119, 2_921_939),
        Moments = (-730_119L * 86_400_000_000, (2_921_940L * 86_400_000_000) - 1),
    };

    /// <summary>Compares texts byte by byte, trailing blanks included.</summary>
    private string Exact => mariaDb ? "utf8mb4_nopad_bin" : "utf8mb4_0900_bin";

    /// <summary>Compares texts without case but with accents, trailing blanks included.</summary>
    private string WithoutCase => mariaDb ? "utf8mb4_uca1400_nopad_as_ci" : "utf8mb4_0900_as_ci";

    public TransferType Read(Column column)
    {
        var words = column.DeclaredType;
        var unsigned = words.Contains("unsigned", StringComparison.Ordinal);
        return words.Split('(', ' ')[0] switch
        {
            "tinyint" when !unsigned && TypeWords.FirstSize(words) == 1 => new(TransferKind.Boolean),
            "tinyint" => new(TransferKind.Integer) { Bits = 8, Unsigned = unsigned },
            "smallint" => new(TransferKind.Integer) { Bits = 16, Unsigned = unsigned },
            "year" => new(TransferKind.Integer) { Bits = 16, Unsigned = true },
            "mediumint" => new(TransferKind.Integer) { Bits = 24, Unsigned = unsigned },
            "int" or "integer" => new(TransferKind.Integer) { Bits = 32, Unsigned = unsigned },
            "bigint" when unsigned => new(TransferKind.Decimal) { Precision = 20, Scale = 0, Unsigned = true },
            "bigint" => new(TransferKind.Integer) { Bits = 64 },
            "decimal" or "numeric" => new(TransferKind.Decimal) { Precision = column.Precision ?? 10, Scale = column.Scale ?? 0, Unsigned = unsigned },
            "float" => new(TransferKind.Real) { Bits = 32 },
            "double" => new(TransferKind.Real) { Bits = 64 },
            "varchar" or "text" or "tinytext" or "mediumtext" => new(TransferKind.Text) { Length = column.Length, IgnoresCase = column.IgnoresCase },
            "longtext" => new(TransferKind.Text) { IgnoresCase = column.IgnoresCase },
            "char" => new(TransferKind.Text) { Length = column.Length, Fixed = true, IgnoresCase = column.IgnoresCase },
            "enum" => new(TransferKind.Text) { Members = TypeWords.Members(words), IgnoresCase = column.IgnoresCase },
            "binary" => new(TransferKind.Binary) { Length = column.Length, Fixed = true },
            "varbinary" or "blob" or "tinyblob" or "mediumblob" => new(TransferKind.Binary) { Length = column.Length },
            "longblob" or "geometry" or "point" or "linestring" or "polygon" or "multipoint" or "multilinestring" or "multipolygon" or "geometrycollection" => new(TransferKind.Binary),
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

    /// <summary>A date may be 0000-00-00 and a time have more than 24 hours, which only MySQL itself understands; a tinyint(1) is a number like others.</summary>
    public TransferType ReadVerbatim(Column column) => Read(column) switch
    {
        { Kind: TransferKind.Date or TransferKind.Time or TransferKind.Moment or TransferKind.Instant } => new(TransferKind.Other),
        { Kind: TransferKind.Boolean } => new(TransferKind.Integer) { Bits = 8 },
        var type => type,
    };

    public bool IsBuiltIn(string declaredType) => true;

    public string? TableCollation => Exact;

    /// <summary>MariaDB, "CREATE TABLE".</summary>
    public int LongestComment(bool onTable) => onTable ? 2048 : 1024;

    /// <summary>The largest first (MariaDB, "InnoDB Limitations"; MySQL, "Limits on Table Column Count and Row Size").</summary>
    public IReadOnlyList<int> Oversized(IReadOnlyList<Column> columns)
    {
        var left = columns.Sum(BytesInRow) - MostBytesOfRow;
        var oversized = new List<int>();
        foreach (var (column, at) in columns.Select((column, at) => (column, at)).OrderByDescending(item => BytesInRow(item.column)))
        {
            if (left > 0)
            {
                oversized.Add(at);
                left -= BytesInRow(column) - BytesOfPointer;
            }
        }

        return oversized;
    }

    public Column Describe(Column column) => MySqlTypes.Describe(column);

    public TypeChoice Declare(TransferType type, ColumnUse use) => type.Kind switch
    {
        TransferKind.Integer => new($"{Whole(type.Bits)}{(type.Unsigned ? " unsigned" : "")}"),
        TransferKind.Decimal => DeclareDecimal(type, use),
        TransferKind.Real => new(type.Bits == 32 ? "float" : "double"),
        TransferKind.Boolean => new("tinyint(1)"),
        TransferKind.Binary => DeclareBinary(type, use),
        TransferKind.Date => new("date"),
        TransferKind.Time => new($"time{Fraction(type)}"),
        TransferKind.Moment => new($"datetime{Fraction(type)}"),
        TransferKind.Instant when use.FitsUnixTime => new($"timestamp{Fraction(type)}"),
        TransferKind.Instant => new($"datetime{Fraction(type)}") { Note = "is a DATETIME in UTC, since a TIMESTAMP only reaches from 1970 to 2038." },
        TransferKind.Uuid => mariaDb ? new("uuid") : new("char(36)") { Collation = "ascii_bin" },
        TransferKind.Json => new("json"),
        TransferKind.Bits when type is { Fixed: true, Length: <= 64 } => new($"bit{Size(type.Length ?? 1)}"),
        TransferKind.Bits => DeclareText(new(TransferKind.Text) { Length = type.Length }, use) with { Note = "is text of 0 and 1, since MySQL has no bit strings of that kind." },
        TransferKind.Other => DeclareText(new(TransferKind.Text), use) with { Note = "is of a type that MySQL has not; its values become text." },
        _ => DeclareText(type, use),
    };

    private static long BytesInRow(Column column) => column.DeclaredType.Split('(', ' ')[0] switch
    {
        "varchar" or "char" => (column.Length ?? 1) * 4,
        "varbinary" or "binary" => column.Length ?? 1,
        _ => BytesOfPointer,
    };

    private TypeChoice DeclareText(TransferType type, ColumnUse use)
    {
        var collation = type.IgnoresCase ? WithoutCase : Exact;
        if (use.IndexRoom is { } room && (type.Length ?? long.MaxValue) > room && (use.InKey || (use.Longest ?? 0) <= room))
        {
            var characters = Math.Min(room, Math.Max(use.Longest ?? 0, MostFixed));
            return new TypeChoice($"varchar{Size(characters)}")
            {
                Collation = collation,
                Note = string.Create(CultureInfo.InvariantCulture, $"stands in a key or index, where MySQL takes no text without a limit: it holds up to {characters} characters."),
            };
        }

        var words = type switch
        {
            { Length: null or > MostCharacters } => "longtext",
            { Fixed: true, Length: <= MostFixed } => $"char{Size(type.Length)}",
            _ => $"varchar{Size(type.Length)}",
        };
        return new TypeChoice(words) { Collation = collation };
    }

    private static TypeChoice DeclareBinary(TransferType type, ColumnUse use) => type switch
    {
        { Fixed: true, Length: <= MostFixed } => new($"binary{Size(type.Length)}"),
        { Length: <= MostBytes } => new($"varbinary{Size(type.Length)}"),
        _ when use.IndexRoom is { } room && (use.InKey || (use.Longest ?? 0) <= room) => new($"varbinary{Size(Math.Min(room, Math.Max(use.Longest ?? 0, MostFixed)))}")
        {
            Note = "stands in a key or index, where MySQL takes no bytes without a limit; longer ones do not fit.",
        },
        _ => new("longblob"),
    };

    private static TypeChoice DeclareDecimal(TransferType type, ColumnUse use)
    {
        if (type is { Unsigned: true, Precision: 20, Scale: 0 })
        {
            return new TypeChoice("bigint unsigned");
        }

        if (type.Precision is { } digits)
        {
            var scale = type.Scale ?? 0;
            var (whole, behind) = (digits - Math.Min(scale, digits), Math.Max(0, scale));
            whole = scale < 0 ? digits - scale : whole;
            return whole + behind <= MostDigits && behind <= MostDigitsBehind
                ? new TypeChoice(Decimal(whole + behind, behind) + (type.Unsigned ? " unsigned" : ""))
                : Fitted(use, "has more digits than MySQL's DECIMAL can have");
        }

        return Fitted(use, "has any number of digits, which no type of MySQL has");
    }

    /// <summary>What is stored fits, with as many digits before the point as there is room for.</summary>
    private static TypeChoice Fitted(ColumnUse use, string why)
    {
        var behind = Math.Min(use.Digits?.Behind ?? 10, MostDigitsBehind);
        var whole = Math.Min(MostDigits - behind, Math.Max(use.Digits?.Whole ?? 0, 20));
        return new TypeChoice(Decimal(whole + behind, behind))
        {
            Note = string.Create(CultureInfo.InvariantCulture, $"{why}: from what is stored it becomes decimal({whole + behind},{behind})."),
        };
    }

    private static string Decimal(int digits, int behind) => string.Create(CultureInfo.InvariantCulture, $"decimal({Math.Max(1, digits)},{behind})");

    private static string Whole(int? bits) => bits switch { 8 => "tinyint", 16 => "smallint", 24 => "mediumint", 32 => "int", _ => "bigint" };

    private static string Size(long? size) => size is null ? "" : string.Create(CultureInfo.InvariantCulture, $"({size})");

    private static string Fraction(TransferType type) => type.Precision == 0 ? "" : Size(type.Precision ?? 6);
}
