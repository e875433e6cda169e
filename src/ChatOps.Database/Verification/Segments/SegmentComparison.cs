using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ChatOps.Database.Connections;
using ChatOps.Database.Migration.Rows;
using ChatOps.Database.Verification.Merging;
using ChatOps.Database.Verification.Pairing;

namespace ChatOps.Database.Verification.Segments;

/// <summary>
/// Compares two tables over a slow link: each server hashes the parts of its table between certain keys, and only the rows of parts whose hashes differ
/// are fetched and merged.
/// </summary>
internal sealed class SegmentComparison
{
    /// <summary>Rows in a part where the keys have no gaps.</summary>
    private const long LeastSize = 10_000;

    /// <summary>Parts at most, whatever the keys are.</summary>
    private const int MostParts = 1_000;

    /// <summary>Ranges of keys that one condition may name; beyond that the whole table is read.</summary>
    private const int MostRanges = 100;

    private readonly TablePair _pair;
    private readonly SegmentSide _source;
    private readonly SegmentSide _target;

    private SegmentComparison(TablePair pair, SegmentSide source, SegmentSide target) => (_pair, _source, _target) = (pair, source, target);

    /// <summary>The comparison, or the reason why this pair cannot be compared so, which goes on after "merged by key, since".</summary>
    internal static (SegmentComparison? Comparison, string? Reason) Of(TablePair pair, ReaderSession source, ReaderSession target)
    {
        if (!SegmentSide.HasIntegerKey(pair.Source) || !SegmentSide.HasIntegerKey(pair.Target))
        {
            return (null, "parts need a key of one integer");
        }

        var (one, obstacle) = SegmentSide.Of(source, pair.Source);
        var (other, targetObstacle) = SegmentSide.Of(target, pair.Target);
        return one is not null && other is not null
            ? (new SegmentComparison(pair, one, other), null)
            : (null, $"the servers have no common text for '{obstacle ?? targetObstacle}'");
    }

    /// <summary>The result; null where the parts of the two sides that differ cannot be merged.</summary>
    /// <exception cref="DatabaseException">A side cannot be read.</exception>
    internal async Task<TableVerification?> TryRunAsync(Func<string?, string?, Task<TableVerification?>> merge, CancellationToken cancellationToken)
    {
        var size = await SizeAsync(cancellationToken);
        var (source, target) = (new SortedDictionary<long, PartHash>(), new SortedDictionary<long, PartHash>());
        await Together.RunAsync(
            [async token => source = await _source.PartsAsync(size, token), async token => target = await _target.PartsAsync(size, token)], cancellationToken);
        var numbers = source.Keys.Union(target.Keys).Order().ToList();
        var differing = numbers.Where(number => source.GetValueOrDefault(number) != target.GetValueOrDefault(number)).ToList();
        if (Ranges(differing, size) is not { } ranges)
        {
            return await merge(null, null);
        }

        var merged = await merge(_source.Within(ranges), _target.Within(ranges));
        return merged is null ? null : merged with
        {
            Source = merged.Source + Equal(source, differing),
            Target = merged.Target + Equal(target, differing),
            SourceChecksum = Checksum(numbers, source),
            TargetChecksum = Checksum(numbers, target),
            Segments = [.. numbers.Select(number => Segment(number, size, source.GetValueOrDefault(number), target.GetValueOrDefault(number)))],
            Method = $"parts of {size.ToString(CultureInfo.InvariantCulture)} keys hashed on both sides, {differing.Count} of {numbers.Count} merged by key ({_pair.KeyNames})",
        };
    }

    private async Task<long> SizeAsync(CancellationToken cancellationToken)
    {
        var ranges = new[] { await _source.RangeAsync(cancellationToken), await _target.RangeAsync(cancellationToken) }.OfType<(long First, long Last)>().ToList();
        return ranges.Count == 0 ? LeastSize : (long)Int128.Max(LeastSize, (((Int128)ranges.Max(range => range.Last) - ranges.Min(range => range.First)) / MostParts) + 1);
    }

    /// <summary>The keys of the parts, neighbours joined; null where they are too many for a condition, or all there is.</summary>
    private static List<(long First, long Last)>? Ranges(List<long> parts, long size)
    {
        var ranges = new List<(long First, long Last)>();
        foreach (var part in parts)
        {
            if (part == long.MaxValue)
            {
                return null;
            }

            var (from, to) = (First(part, size), Last(part, size));
            if (ranges.Count > 0 && ranges[^1].Last == from - 1)
            {
                ranges[^1] = (ranges[^1].First, to);
            }
            else
            {
                ranges.Add((from, to));
            }
        }

        // No part differs: nothing is fetched, by a range that no key is in.
        return ranges.Count > MostRanges ? null : ranges.Count == 0 ? [(1, 0)] : ranges;
    }

    /// <summary>The part's first key. Division leaves the rest out towards zero, so that part 0 has keys of both signs.</summary>
    private static long First(long part, long size) => (long)Int128.Max(part > 0 ? (Int128)part * size : ((Int128)part * size) - size + 1, long.MinValue);

    private static long Last(long part, long size) => (long)Int128.Min(part < 0 ? (Int128)part * size : ((Int128)part * size) + size - 1, long.MaxValue);

    private static long Equal(SortedDictionary<long, PartHash> parts, List<long> differing) =>
        parts.Values.Sum(part => part.Rows) - differing.Sum(number => parts.GetValueOrDefault(number).Rows);

    private SegmentChecksum Segment(long number, long size, PartHash source, PartHash target) =>
        new(RowJson.Of([(_pair.Shown[0].Name, First(number, size).ToString(CultureInfo.InvariantCulture))]), source.Rows, source.ToString(), target.ToString());

    private static string Checksum(List<long> numbers, SortedDictionary<long, PartHash> parts) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(
        string.Join('\n', numbers.Select(number => string.Create(CultureInfo.InvariantCulture, $"{number} {parts.GetValueOrDefault(number).Rows} {parts.GetValueOrDefault(number)}"))))));
}
