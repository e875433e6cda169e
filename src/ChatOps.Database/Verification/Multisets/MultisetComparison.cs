using ChatOps.Database.Connections;
using ChatOps.Database.Profiling.Counting;
using ChatOps.Database.Verification.Merging;
using ChatOps.Database.Verification.Pairing;

namespace ChatOps.Database.Verification.Multisets;

/// <summary>
/// Compares two tables whatever the order of their rows: by digests, each as often as the row is there. Where there is a key, rows that differ are
/// still told from rows that are missing. A second pass over both sides finds the rows that are shown.
/// </summary>
internal sealed class MultisetComparison
{
    private readonly TablePair _pair;
    private readonly RejectedRows _rejected;
    private readonly DifferenceList _differences;
    private readonly Action<int> _progress;

    /// <param name="progress">Told how many more rows of the source have been read.</param>
    internal MultisetComparison(TablePair pair, RejectedRows rejected, DifferenceList differences, Action<int> progress) =>
        (_pair, _rejected, _differences, _progress) = (pair, rejected, differences, progress);

    /// <exception cref="DatabaseException">A side cannot be read to its end, or there is no room for the digests.</exception>
    internal async Task<TableVerification> RunAsync(ReaderSession source, ReaderSession target, int shown, CancellationToken cancellationToken)
    {
        using var sourcePrints = new PrintStore();
        using var targetPrints = new PrintStore();
        await Together.RunAsync(
            [
                token => Together.BlockAsync(() => Fill(source, _pair.Source, sourcePrints, row => _rejected.TryTake(row), _progress, token)),
                token => Together.BlockAsync(() => Fill(target, _pair.Target, targetPrints, _ => false, _ => { }, token)),
            ],
            cancellationToken);
        using var comparison = new PrintComparison(shown);
        comparison.Run(sourcePrints, targetPrints);
        await ShowAsync(source, target, comparison.Kept, cancellationToken);
        return await ResultAsync(target, comparison, (sourcePrints.Count, targetPrints.Count), cancellationToken);
    }

    private async Task<TableVerification> ResultAsync(ReaderSession target, PrintComparison comparison, (long Source, long Target) rows, CancellationToken cancellationToken)
    {
        var hasKey = _pair.Source.KeyLength > 0;
        var same = comparison.Missing + comparison.Extra + comparison.Different == 0;
        // The target's checksum is always the one that it has by itself, which may be over its rows in order.
        var checksum = hasKey ? await TableChecksum.OfAsync(target, _pair.Target, cancellationToken) : comparison.TargetChecksum;
        return new TableVerification(_pair.Name, rows.Source + _rejected.Taken, rows.Target, comparison.Missing, comparison.Extra, comparison.Different)
        {
            Rejected = _rejected.Taken,
            SourceChecksum = same ? checksum : comparison.SourceChecksum,
            TargetChecksum = checksum,
            Differences = _differences.Kept,
            Method = hasKey
                ? $"all rows as a multiset, since the keys ({_pair.KeyNames}) do not come in one order on both sides"
                : "all rows as a multiset, since there is no key",
            NotCompared = _pair.NotCompared,
        };
    }

    /// <summary>Reads one side whole, blocking its thread; rows that are left out are not kept.</summary>
    /// <returns>The rows that were kept.</returns>
    internal static long Fill(
        ReaderSession session, VerifiedSide side, PrintStore prints, RowTest isLeftOut, Action<int> progress, CancellationToken cancellationToken)
    {
        var order = new KeyOrder(side.KeyKinds);
        using var rows = RowStream.Open(session, side, false, cancellationToken);
        while (rows.HasRow(cancellationToken))
        {
            var count = rows.WholeRows(rows.Rows.Length);
            for (var index = 0; index < count; index++)
            {
                var row = rows.RowAt(index);
                if (!isLeftOut(row))
                {
                    prints.Add(RowPrint.Of(row, order.KeyOf(row)));
                }
            }

            rows.Advance(count);
            progress(count);
        }

        prints.Complete();
        return prints.Count;
    }

    private async Task ShowAsync(ReaderSession source, ReaderSession target, IReadOnlyList<PrintDifference> differences, CancellationToken cancellationToken)
    {
        var sourceRows = await Together.BlockAsync(() => Find(source, _pair.Source, differences.Select(difference => difference.Source), cancellationToken));
        var targetRows = await Together.BlockAsync(() => Find(target, _pair.Target, differences.Select(difference => difference.Target), cancellationToken));
        foreach (var (one, other) in differences)
        {
            var sourceRow = one is { } missing ? sourceRows.GetValueOrDefault(missing) : null;
            var targetRow = other is { } extra ? targetRows.GetValueOrDefault(extra) : null;
            _differences.Add(sourceRow, targetRow);
        }
    }

    /// <summary>The rows behind some digests; one that has changed meanwhile is not there any more.</summary>
    private static Dictionary<Fingerprint, byte[]> Find(ReaderSession session, VerifiedSide side, IEnumerable<Fingerprint?> wanted, CancellationToken cancellationToken)
    {
        var (left, found) = (wanted.OfType<Fingerprint>().ToHashSet(), new Dictionary<Fingerprint, byte[]>());
        if (left.Count == 0)
        {
            return found;
        }

        using var rows = RowStream.Open(session, side, false, cancellationToken);
        while (left.Count > 0 && rows.HasRow(cancellationToken))
        {
            var print = RowPrint.Of(rows.Row, []).Row;
            if (left.Remove(print))
            {
                found.Add(print, rows.Row.ToArray());
            }

            rows.Advance(1);
        }

        return found;
    }
}

/// <summary>A question about a canonical row.</summary>
internal delegate bool RowTest(ReadOnlySpan<byte> row);
