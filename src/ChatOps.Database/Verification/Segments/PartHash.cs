using System.Globalization;
using ChatOps.Database.Connections;

namespace ChatOps.Database.Verification.Segments;

/// <summary>The rows of a part, in no order: how many, and the sums of the first 128 bits of their SHA-256, as four 32-bit numbers.</summary>
internal readonly record struct PartHash(long Rows, ulong First, ulong Second, ulong Third, ulong Fourth)
{
    /// <summary>With one more row.</summary>
    internal PartHash With(uint first, uint second, uint third, uint fourth) => new(Rows + 1, First + first, Second + second, Third + third, Fourth + fourth);

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{First:x16}{Second:x16}{Third:x16}{Fourth:x16}");

    /// <summary>The parts by number, as <see cref="ISegmentSql.Parts"/> selects them.</summary>
    internal static async Task<SortedDictionary<long, PartHash>> ReadAsync(ReaderSession session, string sql, CancellationToken cancellationToken)
    {
        var parts = new SortedDictionary<long, PartHash>();
        await session.EachAsync(
            sql,
            row =>
            {
                ulong Sum(int column) => ulong.Parse(row.GetText(column), CultureInfo.InvariantCulture);
                parts.Add(long.Parse(row.GetText(0), CultureInfo.InvariantCulture), new PartHash((long)Sum(1), Sum(2), Sum(3), Sum(4), Sum(5)));
            },
            cancellationToken);
        return parts;
    }
}
