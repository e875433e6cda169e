using ChatOps.Database.Introspection;
using ChatOps.Database.Profiling;

namespace ChatOps.Database.Checks.DataRules;

/// <summary>Dates in the wrong order.</summary>
internal sealed class DateOrder : RowRule
{
    internal override string Id => "date-order";

    internal override Severity Severity => Severity.Error;

    internal override string Explanation =>
        "Two dates of a row are in the wrong order, such as a shipment before its order, while nearly all other rows keep the order.";

    internal override IEnumerable<Candidate> Find(Table table, TableStatistics statistics, CheckContext context)
    {
        Column[] dates = [.. table.Columns.Where(column => IsDate(statistics[column.Name])).Take(MaximumDates)];
        foreach (var earlier in dates)
        {
            foreach (var later in dates.Where(column => column != earlier))
            {
                if (RequiredShare(earlier.Name, later.Name) is { } share)
                {
                    yield return Describe(table, earlier, later, share, statistics, context);
                }
            }
        }
    }

    private const int MaximumDates = 8;
    private const long MinimumRows = 10;

    private static bool HasTimes(ColumnStatistics column) => column.IsoTimes == column.IsoDates;

    private static bool IsDate(ColumnStatistics column) => column.IsoDates >= MinimumRows && column.IsoDates >= column.Values * 0.8;

    /// <summary>Names that tell the order need fewer witnesses; a planned date against what really happened is business, not an error.</summary>
    private static double? RequiredShare(string earlier, string later) => (NameWords.DateRank(earlier), NameWords.DateRank(later)) switch
    {
        var (first, second) when first < second => NameWords.IsPlan(earlier) ? null : 0.95,
        var (first, second) when first > second => null,
        _ => NameWords.IsPlan(earlier) || NameWords.IsPlan(later) ? null : 0.995,
    };

    private static Candidate Describe(
        Table table, Column earlier, Column later, double share, TableStatistics statistics, CheckContext context)
    {
        var byTime = HasTimes(statistics[earlier.Name]) && HasTimes(statistics[later.Name]);
        return context.Rows(
            table, [earlier.Name, later.Name], context.Sql.IsLater(earlier, later, byTime),
            count => $"{earlier.Name} is later than {later.Name} in {CheckContext.Count(count, "row")} of {table.Name}; nearly all others keep the order.")
            with
        { Guard = context.Sql.KeepsOrder(table, earlier, later, byTime, MinimumRows, share) };
    }
}
