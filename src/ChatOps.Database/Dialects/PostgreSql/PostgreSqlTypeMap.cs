using ChatOps.Database.Introspection;
using ChatOps.Database.Migration.Types;

namespace ChatOps.Database.Dialects.PostgreSql;

/// <summary>What PostgreSQL's types hold (PostgreSQL, chapter 8, "Data Types").</summary>
internal sealed class PostgreSqlTypeMap : ITypeMap
{
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
        return (words.IndexOf('(', StringComparison.Ordinal) is var open and > 0 ? words[..open].TrimEnd() + words[(words.LastIndexOf(')') + 1)..] : words) switch
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
            "character" or "bpchar" => new(TransferKind.Text) { Length = column.Length, Fixed = true },
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
