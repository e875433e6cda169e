using ChatOps.Database.Introspection;
using ChatOps.Database.Migration.Types;

namespace ChatOps.Database.Verification.Segments;

/// <summary>Lets a server hash its rows itself, so that equal parts of a table need not travel.</summary>
public interface ISegmentSql
{
    /// <summary>
    /// The column's value as the text of <see cref="SegmentText"/>: different values have different texts. Null where the engine has no such
    /// expression, and then the table is read as a whole.
    /// </summary>
    /// <param name="own">What the column's values are by themselves.</param>
    /// <param name="compared">As what they are compared.</param>
    string? Text(Column column, TransferType own, TransferType compared);

    /// <summary>
    /// One row per part that has rows: its number (the key divided by <paramref name="size"/>, without the rest), its count, and four sums over its rows,
    /// of the first four 32-bit numbers of each row's SHA-256.
    /// </summary>
    /// <param name="from">The table and its condition, from FROM on.</param>
    /// <param name="key">The integer key, quoted.</param>
    /// <param name="texts">Of all compared columns, as <see cref="Text"/> gives them.</param>
    string Parts(string from, string key, long size, IReadOnlyList<string> texts);
}
