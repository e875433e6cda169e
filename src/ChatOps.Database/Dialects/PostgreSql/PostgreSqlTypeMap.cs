using System.Globalization;
using ChatOps.Database.Introspection;
using ChatOps.Database.Migration.Types;

namespace ChatOps.Database.Dialects.PostgreSql;

/// <summary>What PostgreSQL's types hold (PostgreSQL, chapter 8, "Data Types").</summary>
internal sealed class PostgreSqlTypeMap : ITypeMap
{
    /// <summary>The most digits that a declaration of <c>numeric</c> takes.</summary>
    private const int MostDigits = 1000;

    /// <summary>The most characters that a declaration of <c>varchar</c> takes.</summary>
    private const int MostCharacters = 10_485_760;

    public EngineLimits Limits { get; } = new()
    {
        NulInText = false,
        SpecialDecimals = true,
        InfiniteDates = true,
        Days = (-2_451_545, 2_145_031_948),
        Moments = (-211_813_488_000_000_000, 9_223_371_331_199_999_999),
    };

    public TransferType Read(Column column)
    {
        var words = column.DeclaredType;
        return PostgreSqlTypeWords.WithoutSizes(words) switch
        {
            "smallint" => new(TransferKind.Integer) { Bits = 16 },
            "integer" => new(TransferKind.Integer) { Bits = 32 },
            "bigint" or "oid" => new(TransferKind.Integer) { Bits = 64 },
            "numeric" => new(TransferKind.Decimal) { Precision = column.Precision, Scale = column.Precision is null ? null : column.Scale },
            "money" => new(TransferKind.Decimal) { Precision = 19, Scale = 2 },
            "real" => new(TransferKind.Real) { Bits = 32 },
            "double precision" => new(TransferKind.Real) { Bits = 64 },
            "boolean" => new(TransferKind.Boolean),
            "text" or "character varying" or "name" or "citext" or "\"char\"" => new(TransferKind.Text) { Length = column.Length, IgnoresCase = column.IgnoresCase },
            "character" or "bpchar" => new(TransferKind.Text) { Length = column.Length, Fixed = true, IgnoresCase = column.IgnoresCase },
            "bytea" => new(TransferKind.Binary),
            "date" => new(TransferKind.Date),
            "time without time zone" => new(TransferKind.Time) { Precision = TypeWords.FirstSize(words) },
            "timestamp without time zone" => new(TransferKind.Moment) { Precision = TypeWords.FirstSize(words) },
            "timestamp with time zone" => new(TransferKind.Instant) { Precision = TypeWords.FirstSize(words) },
            "uuid" => new(TransferKind.Uuid),
            "json" or "jsonb" => new(TransferKind.Json),
            "bit" => new(TransferKind.Bits) { Length = TypeWords.FirstSize(words) ?? 1, Fixed = true },
            "bit varying" => new(TransferKind.Bits) { Length = TypeWords.FirstSize(words) },
            _ => Domain(column),
        };
    }

    public TransferType ReadVerbatim(Column column) => Read(column);

    public bool IsBuiltIn(string declaredType) => PostgreSqlTypeWords.IsEverywhere(declaredType);

    public string? TableCollation => null;

    public int LongestComment(bool onTable) => int.MaxValue;

    public IReadOnlyList<int> Oversized(IReadOnlyList<Column> columns) => [];

    public Column Describe(Column column) => PostgreSqlTypeWords.Describe(column);

    public TypeChoice Declare(TransferType type, ColumnUse use) => type.Kind switch
    {
        TransferKind.Integer => DeclareInteger(type),
        TransferKind.Decimal => DeclareDecimal(type),
        TransferKind.Real => new(type.Bits == 32 ? "real" : "double precision"),
        TransferKind.Boolean => new("boolean"),
        TransferKind.Binary => new("bytea")
        {
            Note = type.Length < ushort.MaxValue ? string.Create(CultureInfo.InvariantCulture, $"takes bytes of any length; the limit of {type.Length} is not kept.") : null,
        },
        TransferKind.Date => new("date"),
        TransferKind.Time => new($"time{Fraction(type)} without time zone"),
        TransferKind.Moment => new($"timestamp{Fraction(type)} without time zone"),
        TransferKind.Instant => new($"timestamp{Fraction(type)} with time zone"),
        TransferKind.Uuid => new("uuid"),
        TransferKind.Json => new("json"),
        TransferKind.Bits => new($"bit{(type.Fixed ? "" : " varying")}{(type.Length is { } bits ? string.Create(CultureInfo.InvariantCulture, $"({bits})") : "")}"),
        TransferKind.Other => new("text") { Note = "is of a type that PostgreSQL has not in this form; its values become text." },
        _ => DeclareText(type),
    };

    private static TypeChoice DeclareInteger(TransferType type)
    {
        var bits = (type.Bits ?? 64) + (type.Unsigned ? 1 : 0);
        return new TypeChoice(bits <= 16 ? "smallint" : bits <= 32 ? "integer" : "bigint")
        {
            Condition = type.Unsigned ? "{0} >= 0" : null,
            Note = type.Unsigned ? "cannot be negative; a CHECK says so, since PostgreSQL has no unsigned numbers." : null,
        };
    }

    private static TypeChoice DeclareDecimal(TransferType type) => new(
        type.Precision is > 0 and <= MostDigits and var digits ? string.Create(CultureInfo.InvariantCulture, $"numeric({digits},{type.Scale ?? 0})") : "numeric")
    {
        Condition = type.Unsigned ? "{0} >= 0" : null,
        Note = type.Unsigned ? "cannot be negative; a CHECK says so, since PostgreSQL has no unsigned numbers." : null,
    };

    private static TypeChoice DeclareText(TransferType type)
    {
        var length = type.Members.Count == 0 && type.Length is > 0 and <= MostCharacters and not >= ushort.MaxValue ? type.Length : null;
        return new TypeChoice(length is { } characters ? string.Create(CultureInfo.InvariantCulture, $"{(type.Fixed ? "character" : "character varying")}({characters})") : "text")
        {
            Condition = type.Members.Count > 0 ? $"{{0}} IN ({string.Join(", ", type.Members.Select(member => PostgreSqlDialect.Literal(member).Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal)))})" : null,
            Note = type.Members.Count > 0 ? "takes the words of an enum; a CHECK says so."
                : type.IgnoresCase ? "ignores case when it compares; PostgreSQL's text does not."
                : null,
        };
    }

    private static string Fraction(TransferType type) => type.Precision is >= 0 and < 6 and var digits ? string.Create(CultureInfo.InvariantCulture, $"({digits})") : "";

    /// <summary>A domain is what it is made from; of its own words only the kind is known.</summary>
    private static TransferType Domain(Column column) => column.Kind switch
    {
        ColumnKind.Integer => new(TransferKind.Integer) { Bits = 64 },
        ColumnKind.Floating => new(TransferKind.Real) { Bits = 64 },
        ColumnKind.Decimal => new(TransferKind.Decimal) { Precision = column.Precision, Scale = column.Precision is null ? null : column.Scale },
        ColumnKind.Text => new(TransferKind.Text) { Length = column.Length, IgnoresCase = column.IgnoresCase },
        ColumnKind.Boolean => new(TransferKind.Boolean),
        ColumnKind.Binary => new(TransferKind.Binary),
        _ => new(TransferKind.Other),
    };
}
