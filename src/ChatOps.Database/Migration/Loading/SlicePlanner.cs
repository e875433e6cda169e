using System.Globalization;
using ChatOps.Database.Connections;
using ChatOps.Database.Migration.Ledger;

namespace ChatOps.Database.Migration.Loading;

/// <summary>Cuts tables into ranges of their row number, so that several workers can load one table.</summary>
internal static class SlicePlanner
{
    /// <summary>Small enough that the last slices end together, large enough that beginning one costs nothing.</summary>
    private const long RowsPerSlice = 250_000;

    private const int MostPerTable = 64;

    /// <summary>The slices of every table, and one for the corrections of each.</summary>
    internal static async Task<IReadOnlyList<Slice>> PlanAsync(MigrationPlan plan, ReaderSession session, CancellationToken cancellationToken)
    {
        var slices = new List<Slice>();
        foreach (var table in plan.Tables)
        {
            slices.Add(new Slice(-1 - slices.Count, table.Source.Name, null, null, null, 0, 0, 0, true));
            var cuts = await CutsAsync(table, session, cancellationToken);
            for (var part = 0; part <= cuts.Count; part++)
            {
                slices.Add(new Slice(slices.Count, table.Source.Name, part == 0 ? null : cuts[part - 1], part == cuts.Count ? null : cuts[part], null, 0, 0, 0, false));
            }
        }

        return slices;
    }

    /// <summary>Where one slice ends and the next begins; the first and the last are open.</summary>
    private static async Task<IReadOnlyList<Position>> CutsAsync(TablePlan table, ReaderSession session, CancellationToken cancellationToken)
    {
        var parts = Math.Min(MostPerTable, (table.EstimatedRows ?? 0) / RowsPerSlice);
        if (parts < 2 || RowOrder.Of(table.Source, session.Dialect) is not { IsNumber: true } order)
        {
            return [];
        }

        var place = session.Dialect.QuoteTable(table.Source);
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
