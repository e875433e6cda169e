using ChatOps.Database.Introspection;

namespace ChatOps.Database.Migration.Types;

/// <summary>One engine's types in both directions.</summary>
public interface ITypeMap
{
    /// <summary>What no column of the engine can hold, whatever its type.</summary>
    EngineLimits Limits { get; }

    /// <summary>What the values of a column are. SQLite keeps no promise of a declared type, so there it is what is expected.</summary>
    TransferType Read(Column column);

    /// <summary>What the values of a column are on the way to a column of the same type in the same engine: what the engine takes back unchanged.</summary>
    TransferType ReadVerbatim(Column column);

    /// <summary>Every database of this engine knows the type; one that somebody made is only known where it was made.</summary>
    bool IsBuiltIn(string declaredType);

    /// <summary>How the engine declares a place for such values: the same type, or the smallest one that holds every one of them.</summary>
    TypeChoice Declare(TransferType type, ColumnUse use);

    /// <summary>The collation that a new table gets, or null where tables have none.</summary>
    string? TableCollation { get; }

    /// <summary>Characters of the longest comment on a table or a column; 0 where there are none.</summary>
    int LongestComment(bool onTable);

    /// <summary>Columns, by their position, that must be declared without a limit: all together they are larger than a row may be.</summary>
    IReadOnlyList<int> Oversized(IReadOnlyList<Column> columns);

    /// <summary>The column as the engine's catalog will tell it, in the catalog's spelling of the type.</summary>
    /// <param name="column">With a declared type as somebody wrote it.</param>
    Column Describe(Column column);
}

/// <summary>What else decides how a column is declared.</summary>
public sealed record ColumnUse
{
    /// <summary>The engine numbers it.</summary>
    public bool Identity { get; init; }

    /// <summary>It is the whole primary key.</summary>
    public bool IsKey { get; init; }

    /// <summary>It is part of the primary key, without which the table cannot be.</summary>
    public bool InKey { get; init; }

    /// <summary>The most characters that the narrowest index with this column leaves to it; null where it stands in none. Only MySQL has so little room.</summary>
    public int? IndexRoom { get; init; }

    /// <summary>Characters of the longest stored text, or bytes of the longest blob; null where nobody looked.</summary>
    public long? Longest { get; init; }

    /// <summary>The most digits before and behind the point that are stored; null where nobody looked.</summary>
    public (int Whole, int Behind)? Digits { get; init; }

    /// <summary>Every stored moment lies within 1970-01-01 00:00:01 and 2038-01-19 03:14:07 UTC.</summary>
    public bool FitsUnixTime { get; init; }
}

/// <summary>A declaration.</summary>
/// <param name="Declared">The type in the engine's own words.</param>
public sealed record TypeChoice(string Declared)
{
    /// <summary>The collation to declare, or null for the engine's own.</summary>
    public string? Collation { get; init; }

    /// <summary>A condition that the type alone does not hold; <c>{0}</c> stands for the column.</summary>
    public string? Condition { get; init; }

    /// <summary>What is lost or different, as a sentence that goes on after the column's name; null where nothing is.</summary>
    public string? Note { get; init; }
}

/// <summary>What an engine cannot hold in any column.</summary>
public sealed record EngineLimits
{
    /// <summary>A text may hold U+0000.</summary>
    public bool NulInText { get; init; } = true;

    /// <summary>A CHAR(n) is filled up with blanks, which mean nothing.</summary>
    public bool FillsUpTexts { get; init; } = true;

    /// <summary>A real may be NaN.</summary>
    public bool NaN { get; init; } = true;

    /// <summary>A real may be infinite.</summary>
    public bool InfiniteReals { get; init; } = true;

    /// <summary>An exact number may be NaN or infinite.</summary>
    public bool SpecialDecimals { get; init; }

    /// <summary>A date or moment may be infinite.</summary>
    public bool InfiniteDates { get; init; }

    /// <summary>A date may be 0000-00-00, and a time may have more than 24 hours, which no other engine knows.</summary>
    public bool NoDates { get; init; }

    /// <summary>The first and last day of a date, in days since 2000-01-01.</summary>
    public (int First, int Last) Days { get; init; } = (int.MinValue, int.MaxValue);

    /// <summary>Of a moment without zone, in microseconds since 2000-01-01.</summary>
    public (long First, long Last) Moments { get; init; } = (long.MinValue, long.MaxValue);

    /// <summary>Digits behind the second that are kept: 6, or fewer.</summary>
    public int FractionDigits { get; init; } = 6;

    /// <summary>Nothing is too much; for reading both sides of a comparison.</summary>
    public static EngineLimits None { get; } = new() { SpecialDecimals = true, InfiniteDates = true };
}
