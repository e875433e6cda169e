namespace ChatOps.Database.Migration.Ledger;

/// <summary>A part of a table's rows, between two values of the source's row order, and how far it is. The record in the target.</summary>
/// <param name="Number">Unique within the migration.</param>
/// <param name="Table">In the source.</param>
/// <param name="Lower">Its rows come behind this; null for the beginning.</param>
/// <param name="Upper">The last that belongs to it; null for the end.</param>
/// <param name="Position">Of the last row that is done; null before the first.</param>
internal sealed record Slice(long Number, string Table, Position? Lower, Position? Upper, Position? Position, long Source, long Loaded, long Rejected, bool Done)
{
    /// <summary>Rows that constraints took out again are counted here; it has no rows of its own.</summary>
    internal bool IsCorrection => Number < 0;
}
