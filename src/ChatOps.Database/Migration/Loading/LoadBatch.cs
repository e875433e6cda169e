using ChatOps.Database.Migration.Ledger;
using ChatOps.Database.Migration.Rows;

namespace ChatOps.Database.Migration.Loading;

/// <summary>Rows that are loaded in one transaction.</summary>
internal sealed class LoadBatch
{
    /// <summary>Large enough that a commit costs little, small enough that a handful of them in memory is nothing.</summary>
    private const int Bytes = 1 << 20;

    private const int Most = 100_000;

    /// <summary>Those that may be loaded.</summary>
    internal RowBlock Rows { get; } = new(Bytes + (Bytes / 8));

    /// <summary>Those that do not fit, found before the target saw them.</summary>
    internal List<Reject> Rejects { get; } = [];

    /// <summary>Rows read from the source.</summary>
    internal long Source { get; set; }

    /// <summary>Of its last row; null where the table has no order.</summary>
    internal Position? Position { get; set; }

    /// <summary>The slice ends with it.</summary>
    internal bool IsLast { get; set; }

    internal bool IsFull => Rows.Length >= Bytes || Source >= Most;

    internal void Clear()
    {
        Rows.Clear();
        Rejects.Clear();
        (Source, Position, IsLast) = (0, null, false);
    }
}
