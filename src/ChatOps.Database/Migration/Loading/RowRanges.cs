using System.Globalization;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Migration.Ledger;

namespace ChatOps.Database.Migration.Loading;

/// <summary>Cuts tables into ranges of their row number, so that several sessions can read one table.</summary>
internal static class RowRanges
{
    /// <summary>Small enough that the last ranges end together, large enough that beginning one costs nothing.</summary>
    private const long RowsPerRange = 250_000;

    private const int MostPerTable = 64;

    /// <summary>The table's ranges in order, all of the same width; one that is open on both sides where it cannot be cut, or is not worth it.</summary>
    /// <param name="rows">How many there are, as far as that is known.</param>
    /// <exception cref="DatabaseException">The table cannot be read.</exception>
    internal static async Task<IReadOnlyList<RowRange>> OfAsync(Table table, long? rows, ReaderSession session, CancellationToken cancellationToken)
    {
        var cuts = await CutsAsync(table, Math.Min(MostPerTable, (rows ?? 0) / RowsPerRange), session, cancellationToken);
        return [.. Enumerable.Range(0, cuts.Count + 1).Select(part => new RowRange(part == 0 ? null : cuts[part - 1], part == cuts.Count ? null : cuts[part]))];
    }

    private static async Task<IReadOnlyList<Position>> CutsAsync(Table table, long parts, ReaderSession session, CancellationToken cancellationToken)
    {
        if (parts < 2 || RowOrder.Of(table, session.Dialect) is not { IsNumber: true } order)
        {
            return [];
        }

        var place = session.Dialect.QuoteTable(table);
        var (least, most) = (await session.ScalarAsync($"SELECT min({order.OrderBy}) FROM {place}", cancellationToken), await session.ScalarAsync($"SELECT max({order.OrderBy}) FROM {place}", cancellationToken));
        if (least is null || most is null)
        {
            return [];
        }

        var (first, last) = (Convert.ToInt64(least, CultureInfo.InvariantCulture), Convert.ToInt64(most, CultureInfo.InvariantCulture));
        var width = ((UInt128)(Int128)((Int128)last - first) / (UInt128)parts) + 1;
        return [.. Enumerable.Range(1, (int)parts - 1).Select(part => (Int128)first + (Int128)(width * (UInt128)part)).Where(cut => cut < last).Select(cut => new Position([(long)cut]))];
    }
}

/// <summary>Rows between two of a table's row numbers.</summary>
/// <param name="Lower">Its rows come behind this; null for the beginning.</param>
/// <param name="Upper">The last that belongs to it; null for the end.</param>
internal sealed record RowRange(Position? Lower, Position? Upper);
