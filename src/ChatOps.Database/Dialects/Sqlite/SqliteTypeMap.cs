using System.Globalization;
using ChatOps.Database.Introspection;
using ChatOps.Database.Migration.Types;

namespace ChatOps.Database.Dialects.Sqlite;

/// <summary>
/// What a declared type of SQLite promises; the engine itself only prefers a way to store (SQLite, "Datatypes In SQLite", section 3). A second
/// word TEXT behind a type, such as <c>DECIMAL TEXT(30,10)</c>, makes it keep the value as it was written.
/// </summary>
internal sealed class SqliteTypeMap : ITypeMap
{
    /// <summary>A double tells any two numbers of so many digits apart; SQLite stores longer ones of a NUMERIC column rounded.</summary>
    private const int DigitsOfReal = 15;

    /// <summary>NaN is stored as NULL, and a CHAR(n) as it comes.</summary>
    public EngineLimits Limits { get; } = new() { NaN = false, FillsUpTexts = false };

    public TransferType Read(Column column)
    {
        var words = column.DeclaredType.ToUpperInvariant();
        var (first, second) = TypeWords.Sizes(words);
        return words.Split('(')[0].Trim() switch
        {
            "DECIMAL TEXT" or "NUMERIC TEXT" => new(TransferKind.Decimal) { Precision = first, Scale = first is null ? null : second ?? 0 },
            "JSON TEXT" or "JSON" => new(TransferKind.Json),
            "UUID TEXT" or "UUID" => new(TransferKind.Uuid),
            "BIT TEXT" => new(TransferKind.Bits) { Length = first, Fixed = true },
            "VARBIT TEXT" => new(TransferKind.Bits) { Length = first },
            "FLOAT4" => new(TransferKind.Real) { Bits = 32 },
            "CHAR" or "CHARACTER" => new(TransferKind.Text) { Length = column.Length, Fixed = column.Length is not null, IgnoresCase = column.IgnoresCase },
            "TIME" or "TIME WITHOUT TIME ZONE" => new(TransferKind.Time) { Precision = first },
            "DATE" => new(TransferKind.Date),
            "TIMESTAMPTZ" or "TIMESTAMP WITH TIME ZONE" => new(TransferKind.Instant) { Precision = first },
            "BINARY" => new(TransferKind.Binary) { Length = first, Fixed = first is not null },
            var type => ByKind(column, type, words),
        };
    }

    /// <summary>Whatever the declaration says, a text is a text; to read a date out of one would be to write it in another form.</summary>
    public TransferType ReadVerbatim(Column column) => Read(column) switch
    {
        { Kind: TransferKind.Integer } => new(TransferKind.Integer) { Bits = 64 },
        { Kind: TransferKind.Real } => new(TransferKind.Real) { Bits = 64 },
        { Kind: TransferKind.Boolean } => new(TransferKind.Boolean),
        { Kind: TransferKind.Binary } => new(TransferKind.Binary),
        var type => new(TransferKind.Text) { IgnoresCase = type.IgnoresCase },
    };

    public bool IsBuiltIn(string declaredType) => true;

    public string? TableCollation => null;

    public int LongestComment(bool onTable) => 0;

    public IReadOnlyList<int> Oversized(IReadOnlyList<Column> columns) => [];

    public Column Describe(Column column) => SqliteTypes.Describe(column);

    public TypeChoice Declare(TransferType type, ColumnUse use) => type.Kind switch
    {
        TransferKind.Integer => new(use.Identity ? "INTEGER" : use.IsKey && type.Bits is null or 64 ? "BIGINT" : $"{Whole(type.Bits)}{(type.Unsigned ? " UNSIGNED" : "")}")
        {
            Note = use.Identity && (type.Bits < 64 || type.Unsigned) ? "is INTEGER, since SQLite numbers only that; its numbers have 64 bits." : null,
        },
        TransferKind.Decimal => new($"DECIMAL{(type.Precision <= DigitsOfReal && type.Scale >= 0 ? "" : " TEXT")}{Digits(type)}"),
        TransferKind.Real => new(type.Bits == 32 ? "FLOAT4" : "REAL"),
        TransferKind.Boolean => new("BOOLEAN"),
        TransferKind.Binary => new(type.Length < ushort.MaxValue ? $"{(type.Fixed ? "BINARY" : "VARBINARY")}{Size(type.Length)}" : "BLOB"),
        TransferKind.Date => new("DATE"),
        TransferKind.Time => new($"TIME{Fraction(type)}"),
        TransferKind.Moment => new($"DATETIME{Fraction(type)}"),
        TransferKind.Instant => new($"TIMESTAMPTZ{Fraction(type)}"),
        TransferKind.Uuid => new("UUID TEXT"),
        TransferKind.Json => new("JSON TEXT"),
        TransferKind.Bits => new($"{(type.Fixed ? "BIT" : "VARBIT")} TEXT{Size(type.Length)}"),
        TransferKind.Other => new("TEXT") { Note = "is of a type that SQLite has not; its values become text." },
        _ => DeclareText(type),
    };

    private static TypeChoice DeclareText(TransferType type)
    {
        var length = type.Members.Count == 0 && type.Length < ushort.MaxValue ? type.Length : null;
        return new TypeChoice(length is null ? "TEXT" : $"{(type.Fixed ? "CHAR" : "VARCHAR")}{Size(length)}")
        {
            Collation = type.IgnoresCase ? "NOCASE" : null,
            Condition = type.Members.Count > 0 ? $"{{0}} IN ({string.Join(", ", type.Members.Select(member => SqliteDialect.Literal(member).Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal)))})" : null,
            Note = type.Members.Count > 0 ? "takes the words of an enum; a CHECK says so."
                : type.IgnoresCase ? "ignores case when it compares; SQLite's NOCASE does so for the letters A to Z only."
                : null,
        };
    }

    private static TransferType ByKind(Column column, string type, string words) => column.Kind switch
    {
        ColumnKind.Boolean => new(TransferKind.Boolean),
        ColumnKind.Date => new(TransferKind.Moment) { Precision = TypeWords.FirstSize(words) },
        ColumnKind.Integer => new(TransferKind.Integer) { Bits = BitsOf(type.Split(' ')[0]), Unsigned = BitsOf(type.Split(' ')[0]) < 64 && words.Contains("UNSIGNED", StringComparison.Ordinal) },
        ColumnKind.Floating => new(TransferKind.Real) { Bits = 64 },
        ColumnKind.Decimal => new(TransferKind.Decimal) { Precision = column.Precision, Scale = column.Precision is null ? null : column.Scale ?? 0 },
        ColumnKind.Text => new(TransferKind.Text) { Length = column.Length, IgnoresCase = column.IgnoresCase },
        _ when type.Contains("BLOB", StringComparison.Ordinal) || type.Contains("BINARY", StringComparison.Ordinal) => new(TransferKind.Binary) { Length = TypeWords.FirstSize(words) },
        _ => new(TransferKind.Text) { IgnoresCase = column.IgnoresCase },
    };

    private static int BitsOf(string word) => word switch
    {
        "TINYINT" or "INT1" => 8,
        "SMALLINT" or "INT2" => 16,
        "MEDIUMINT" or "INT3" => 24,
        "INT" or "INT4" => 32,
        _ => 64,
    };

    private static string Whole(int? bits) => bits switch { 8 => "TINYINT", 16 => "SMALLINT", 24 => "MEDIUMINT", 32 => "INT", _ => "INTEGER" };

    private static string Digits(TransferType type) =>
        type.Precision is null ? "" : string.Create(CultureInfo.InvariantCulture, $"({type.Precision},{type.Scale ?? 0})");

    private static string Size(long? size) => size is null ? "" : string.Create(CultureInfo.InvariantCulture, $"({size})");

    private static string Fraction(TransferType type) => type.Precision is >= 0 and < 6 ? Size(type.Precision) : "";
}
