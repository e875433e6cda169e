using ChatOps.Database.Connections;
using ChatOps.Database.Migration.Ledger;

namespace ChatOps.Database.Migration.Loading;

/// <summary>Cuts tables into slices, so that several workers can load one table.</summary>
internal static class SlicePlanner
{
    /// <summary>The slices of every table, and one for the corrections of each.</summary>
    internal static async Task<IReadOnlyList<Slice>> PlanAsync(MigrationPlan plan, ReaderSession session, CancellationToken cancellationToken)
    {
        var slices = new List<Slice>();
        foreach (var table in plan.Tables)
        {
            slices.Add(new Slice(-1 - slices.Count, table.Source.Name, null, null, null, 0, 0, 0, true));
            foreach (var range in await RowRanges.OfAsync(table.Source, table.EstimatedRows, session, cancellationToken))
            {
                slices.Add(new Slice(slices.Count, table.Source.Name, range.Lower, range.Upper, null, 0, 0, 0, false));
            }
        }

        return slices;
    }
}
