using System.Runtime.InteropServices;
using ChatOps.Database.Connections;
using ChatOps.Database.Verification.Merging;
using ChatOps.Database.Verification.Multisets;

namespace ChatOps.Database.Verification;

/// <summary>
/// The checksum of one side alone: SHA-256 over its canonical rows in key order, or over the sorted digests of its rows where there is no key or
/// the keys do not come in order.
/// </summary>
internal static class TableChecksum
{
    /// <exception cref="DatabaseException">The table cannot be read to its end.</exception>
    internal static Task<string> OfAsync(ReaderSession session, VerifiedSide side, CancellationToken cancellationToken) =>
        Together.BlockAsync(() => (side.KeyLength > 0 ? InOrder(session, side, cancellationToken) : null) ?? OfPrints(session, side, cancellationToken));

    private static string? InOrder(ReaderSession session, VerifiedSide side, CancellationToken cancellationToken)
    {
        using var hash = Checksums.New();
        var watch = new OrderWatch(new KeyOrder(side.KeyKinds));
        using var rows = RowStream.Open(session, side, true, cancellationToken);
        while (rows.HasRow(cancellationToken))
        {
            var count = rows.WholeRows(rows.Rows.Length);
            if (!watch.Follow(rows, count))
            {
                return null;
            }

            hash.AppendData(rows.Rows);
            rows.Advance(count);
        }

        return Checksums.Text(hash);
    }

    private static string OfPrints(ReaderSession session, VerifiedSide side, CancellationToken cancellationToken)
    {
        using var hash = Checksums.New();
        using var prints = new PrintStore();
        MultisetComparison.Fill(session, side, prints, _ => false, _ => { }, cancellationToken);
        for (var partition = 0; partition < PrintStore.Partitions; partition++)
        {
            hash.AppendData(MemoryMarshal.AsBytes(prints.Read(partition)));
        }

        return Checksums.Text(hash);
    }
}
