using System.Globalization;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Migration.Types;

namespace ChatOps.Database.Migration.Planning.Surveys;

/// <summary>
/// The type of a column from its declaration and from what is stored. Values that are only too large make it wider. Values of another kind
/// stay out while they are the fewer; where they are the more, the type follows them.
/// </summary>
internal static class StoredTypes
{
    /// <returns>The type, and why it is not the declared one; null where it is.</returns>
    internal static (TransferType Type, string? Why) Choose(TransferType declared, Column column, ColumnSurvey survey)
    {
        if (survey.Values == 0)
        {
            return (declared, null);
        }

        if (WithoutType(column, survey) is { } kind)
        {
            return (new TransferType(kind), $"declares no type and stores {TypeReasons.Values(new TransferType(kind))}");
        }

        if (declared.Kind == TransferKind.Boolean && survey.Misfits > 0 && survey.Rivals.First(rival => rival.Type.Kind == TransferKind.Integer).Misfits == 0)
        {
            return (WidenInteger(new TransferType(TransferKind.Integer) { Bits = 8 }, survey), "stores other whole numbers than 0 and 1");
        }

        if (declared is { Kind: TransferKind.Real, Bits: 32 } && survey.Misfits > survey.Rivals.First(rival => rival.Type.Kind == TransferKind.Real).Misfits)
        {
            return (declared with { Bits = 64 }, "stores numbers with more digits than 32 bits keep");
        }

        if (survey.NotJson > 0)
        {
            return (new TransferType(TransferKind.Text), "stores texts that are no JSON");
        }

        if (survey.Misfits * 2 > survey.Values && survey.Rivals.OrderBy(rival => rival.Misfits).FirstOrDefault() is { Type: not null } best && best.Misfits < survey.Misfits)
        {
            return (best.Type, string.Create(CultureInfo.InvariantCulture, $"stores {survey.Misfits} values of {survey.Values} that are no {TypeReasons.Values(declared)}, but {TypeReasons.Values(best.Type)}"));
        }

        var wider = Widen(declared, survey);
        return wider == declared || (wider with { Fixed = declared.Fixed } == declared && declared.Kind != TransferKind.Bits) ? (wider, null) : (wider, $"stores {TypeReasons.Values(wider)}, which is more than it declares");
    }

    /// <summary>Some value may be larger than the place.</summary>
    internal static bool IsTooSmall(TransferType place, ColumnSurvey survey) => Widen(place, survey) != place || (survey.HasSpecials && place.Scale is not null);

    /// <summary>SQLite: a column without a type is what is in it, where that is one thing.</summary>
    private static TransferKind? WithoutType(Column column, ColumnSurvey survey) =>
        column.DeclaredType.Length > 0 ? null
        : survey.Integers == survey.Values ? TransferKind.Integer
        : survey.Integers + survey.Reals == survey.Values ? TransferKind.Real
        : survey.Blobs == survey.Values ? TransferKind.Binary
        : null;

    private static TransferType Widen(TransferType type, ColumnSurvey survey) => type.Kind switch
    {
        TransferKind.Integer => WidenInteger(type, survey),
        TransferKind.Decimal => WidenDecimal(type, survey),
        TransferKind.Text => WidenText(type, survey),
        TransferKind.Binary or TransferKind.Bits when survey.Longest > 0 => WidenBytes(type, survey),
        TransferKind.Time or TransferKind.Moment or TransferKind.Instant when type.Precision < survey.FractionDigits => type with { Precision = survey.FractionDigits },
        _ => type,
    };

    private static TransferType WidenInteger(TransferType type, ColumnSurvey survey)
    {
        if (Holds(type, survey))
        {
            return type;
        }

        int[] sizes = [8, 16, 24, 32, 64];
        return sizes.Where(bits => bits >= (type.Bits ?? 64)).Select(bits => type with { Bits = bits, Unsigned = false }).First(wider => wider.Bits == 64 || Holds(wider, survey));
    }

    private static bool Holds(TransferType type, ColumnSurvey survey)
    {
        var bits = type.Bits ?? 64;
        var (smallest, largest) = type.Unsigned && bits < 64 ? (0L, (1L << bits) - 1) : (long.MinValue >> (64 - bits), long.MaxValue >> (64 - bits));
        return survey.Range.Smallest >= smallest && survey.Range.Largest <= largest;
    }

    private static TransferType WidenDecimal(TransferType type, ColumnSurvey survey)
    {
        if (type.Precision is not { } digits)
        {
            return type;
        }

        var (whole, behind) = DigitsOf(survey);
        var scale = Math.Max(type.Scale ?? 0, behind);
        return type with { Precision = Math.Max(digits - (type.Scale ?? 0), whole) + scale, Scale = scale };
    }

    /// <summary>The most digits of all numbers, whole ones included.</summary>
    internal static (int Whole, int Behind) DigitsOf(ColumnSurvey survey)
    {
        var (smallest, biggest) = survey.Range;
        var largest = smallest > biggest ? 0m : Math.Max(Math.Abs((decimal)smallest), Math.Abs((decimal)biggest));
        return (Math.Max(survey.Digits.Whole, largest == 0 ? 0 : largest.ToString(CultureInfo.InvariantCulture).Length), survey.Digits.Behind);
    }

    /// <summary>Where shorter values are stored too, the engine must not fill them up.</summary>
    private static TransferType WidenBytes(TransferType type, ColumnSurvey survey)
    {
        var wider = type.Length < survey.Longest ? type with { Length = survey.Longest } : type;
        return wider.Fixed && survey.Shortest < wider.Length ? wider with { Fixed = false } : wider;
    }

    private static TransferType WidenText(TransferType type, ColumnSurvey survey)
    {
        var wider = type.Length < survey.Longest ? type with { Length = survey.Longest } : type;
        return wider.Fixed && survey.EndsWithBlank ? wider with { Fixed = false } : wider;
    }
}
