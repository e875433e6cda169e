using ChatOps.Database.Introspection;

namespace ChatOps.Database.Migration.Types;

/// <summary>One engine's types in both directions.</summary>
public interface ITypeMap
{
    /// <summary>What no column of the engine can hold, whatever its type.</summary>
    EngineLimits Limits { get; }

    /// <summary>What the values of a column are. SQLite keeps no promise of a declared type, so there it is what is expected.</summary>
    TransferType Read(Column column);
}

/// <summary>What an engine cannot hold in any column.</summary>
public sealed record EngineLimits
{
    /// <summary>A text may hold U+0000.</summary>
    public bool NulInText { get; init; } = true;

    /// <summary>A real may be NaN.</summary>
    public bool NaN { get; init; } = true;

    /// <summary>A real may be infinite.</summary>
    public bool InfiniteReals { get; init; } = true;

    /// <summary>An exact number may be NaN or infinite.</summary>
    public bool SpecialDecimals { get; init; }

    /// <summary>A date or moment may be infinite.</summary>
    public bool InfiniteDates { get; init; }

    /// <summary>The first and last day of a date, in days since 2000-01-01.</summary>
    public (int First, int Last) Days { get; init; } = (int.MinValue, int.MaxValue);

    /// <summary>Of a moment without zone, in microseconds since 2000-01-01.</summary>
    public (long First, long Last) Moments { get; init; } = (long.MinValue, long.MaxValue);

    /// <summary>Digits behind the second that are kept: 6, or fewer.</summary>
    public int FractionDigits { get; init; } = 6;

    /// <summary>Nothing is too much; for reading both sides of a comparison.</summary>
    public static EngineLimits None { get; } = new() { SpecialDecimals = true, InfiniteDates = true };
}
