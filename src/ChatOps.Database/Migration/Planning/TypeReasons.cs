using System.Globalization;
using ChatOps.Database.Introspection;
using ChatOps.Database.Migration.Types;

namespace ChatOps.Database.Migration.Planning;

/// <summary>Why a type was chosen, in words for people.</summary>
internal static class TypeReasons
{
    internal static string Of(Column source, TransferType type, string declared) =>
        $"{(source.DeclaredType.Length > 0 ? source.DeclaredType : "A column without a type")} holds {Values(type)}, and so does {declared}.";

    /// <summary>What the values are.</summary>
    internal static string Values(TransferType type) => type.Kind switch
    {
        TransferKind.Integer => string.Create(CultureInfo.InvariantCulture, $"whole numbers of {type.Bits ?? 64} bits{(type.Unsigned ? " that are never negative" : "")}"),
        TransferKind.Decimal when type.Precision is null => "exact numbers of any length",
        TransferKind.Decimal => string.Create(CultureInfo.InvariantCulture, $"exact numbers of {type.Precision} digits, {type.Scale ?? 0} of them behind the point"),
        TransferKind.Real => string.Create(CultureInfo.InvariantCulture, $"floating-point numbers of {type.Bits ?? 64} bits"),
        TransferKind.Boolean => "truth values",
        TransferKind.Text when type.Members.Count > 0 => "one of a list of words",
        TransferKind.Text => type.Length is null ? "texts of any length" : string.Create(CultureInfo.InvariantCulture, $"texts of up to {type.Length} characters"),
        TransferKind.Binary => type.Length is null ? "bytes" : string.Create(CultureInfo.InvariantCulture, $"up to {type.Length} bytes"),
        TransferKind.Date => "days",
        TransferKind.Time => "times of day",
        TransferKind.Moment => "dates and times without a zone",
        TransferKind.Instant => "points in time",
        TransferKind.Uuid => "UUIDs",
        TransferKind.Json => "JSON",
        TransferKind.Bits => "strings of bits",
        _ => "values of its own kind",
    };
}
