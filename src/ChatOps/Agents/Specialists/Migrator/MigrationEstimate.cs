using ChatOps.Database.Migration;
using ChatOps.Database.Migration.Types;

namespace ChatOps.Agents.Specialists.Migrator;

/// <summary>How much a migration will move, before it moves anything: rows as the source's engine estimates them, the rest from the types.</summary>
/// <param name="Rows">Null where the engine estimates none.</param>
/// <param name="Bytes">Of the values, with texts taken for short.</param>
/// <param name="Seconds">At a modest rate for a network between the two.</param>
public sealed record MigrationEstimate(long? Rows, long? Bytes, double? Seconds)
{
    /// <summary>Rows a second; a local file into a local server is several times faster.</summary>
    private const double RowsPerSecond = 150_000;

    /// <summary>Bytes of a text or binary that names no length, or a great one.</summary>
    private const int UsualLength = 24;

    public static MigrationEstimate Of(MigrationPlan plan)
    {
        if (plan.Tables.Any(table => table.EstimatedRows is null))
            return new MigrationEstimate(null, null, null);
        var rows = plan.Tables.Sum(table => table.EstimatedRows!.Value);
        return new MigrationEstimate(rows, plan.Tables.Sum(table => table.EstimatedRows!.Value * table.Columns.Sum(column => Width(column.Type))), Math.Round(rows / RowsPerSecond + plan.Tables.Count * 0.05, 1));
    }

    private static long Width(TransferType type) => type.Kind switch
    {
        TransferKind.Integer or TransferKind.Real => (type.Bits ?? 64) / 8,
        TransferKind.Boolean => 1,
        TransferKind.Date => 4,
        TransferKind.Time or TransferKind.Moment or TransferKind.Instant or TransferKind.Decimal => 8,
        TransferKind.Uuid => 16,
        _ => Math.Min(type.Length ?? UsualLength, UsualLength),
    };
}
