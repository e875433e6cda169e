using System.Collections.Concurrent;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Verification.Merging;
using ChatOps.Database.Verification.Multisets;
using ChatOps.Database.Verification.Pairing;
using ChatOps.Database.Verification.Segments;

namespace ChatOps.Database.Verification;

/// <summary>One comparison of two databases: several tables at the same time, as far as both connections have sessions and the machine has processors.</summary>
internal sealed class VerificationRun
{
    private const int RowsBetweenReports = 10_000;

    private readonly DatabaseAccess _access;
    private readonly VerificationOptions _options;
    private readonly Schema _target;
    private readonly IProgress<WorkProgress>? _progress;
    private long _done;

    /// <param name="target">The target's schema, in which the reject table is looked for.</param>
    internal VerificationRun(DatabaseAccess access, VerificationOptions options, Schema target, IProgress<WorkProgress>? progress) =>
        (_access, _options, _target, _progress) = (access, options, target, progress);

    /// <summary>In the order of the pairs.</summary>
    /// <exception cref="DatabaseException">The first failure; everything else is stopped.</exception>
    internal async Task<IReadOnlyList<TableVerification>> CompareAsync(
        IReadOnlyList<TablePair> pairs, ReaderSession source, ReaderSession target, CancellationToken cancellationToken)
    {
        var results = new TableVerification[pairs.Count];
        var queue = new ConcurrentQueue<int>(Enumerable.Range(0, pairs.Count));

        async Task WorkAsync(ReaderSession one, ReaderSession other, CancellationToken token)
        {
            while (queue.TryDequeue(out var index))
            {
                token.ThrowIfCancellationRequested();
                results[index] = await CompareAsync(pairs[index], one, other, token);
                _progress?.Report(new WorkProgress(Interlocked.Read(ref _done), null, "rows", pairs[index].Name));
            }
        }

        async Task ForkAsync(CancellationToken token)
        {
            await using var one = await _access.TryForkAsync(source, token);
            await using var other = one is null ? null : await _access.TryForkAsync(target, token);
            if (one is not null && other is not null)
            {
                await WorkAsync(one, other, token);
            }
        }

        // A pair keeps two threads busy, one for each side.
        var more = Math.Min(pairs.Count, Math.Max(1, Environment.ProcessorCount / 2)) - 1;
        await Together.RunAsync([token => WorkAsync(source, target, token), .. Enumerable.Repeat(ForkAsync, Math.Max(0, more))], cancellationToken);
        return results;
    }

    /// <summary>Tables without a partner, with their rows.</summary>
    /// <exception cref="DatabaseException">One of them cannot be read.</exception>
    internal static async Task<IReadOnlyList<TableVerification>> CountAsync(IReadOnlyList<LoneTable> tables, ReaderSession source, ReaderSession target, CancellationToken cancellationToken)
    {
        var results = new List<TableVerification>();
        foreach (var (name, table, isSource, reason) in tables)
        {
            var session = isSource ? source : target;
            var rows = table is null ? 0 : await session.CountAsync($"SELECT COUNT(*) FROM {session.Dialect.QuoteTable(table)}", cancellationToken);
            results.Add(new TableVerification(name, isSource ? rows : 0, isSource ? 0 : rows, 0, 0, 0) { SourceChecksum = "", TargetChecksum = "", Method = "not compared", NotCompared = reason });
        }

        return results;
    }

    private async Task<TableVerification> CompareAsync(TablePair pair, ReaderSession source, ReaderSession target, CancellationToken cancellationToken)
    {
        if (pair.Source.Columns.Count == 0)
        {
            return new TableVerification(pair.Name, 0, 0, 0, 0, 0) { SourceChecksum = "", TargetChecksum = "", Method = "not compared", NotCompared = $"The two sides of '{pair.Name}' share no column." };
        }

        return (pair.Source.KeyLength > 0 ? await CompareByKeyAsync(pair, source, target, cancellationToken) : null)
            ?? await CompareUnorderedAsync(pair, source, target, cancellationToken);
    }

    private async Task<TableVerification?> CompareByKeyAsync(TablePair pair, ReaderSession source, ReaderSession target, CancellationToken cancellationToken)
    {
        if (!_options.BySegments)
        {
            return await MergeAsync(pair, source, target, (null, null), cancellationToken);
        }

        var (segments, reason) = SegmentComparison.Of(pair, source, target);
        if (segments is not null)
        {
            return await segments.TryRunAsync((one, other) => MergeAsync(pair, source, target, (one, other), cancellationToken), cancellationToken);
        }

        return await MergeAsync(pair, source, target, (null, null), cancellationToken) is { } merged ? merged with { Method = $"{merged.Method}, since {reason}" } : null;
    }

    private async Task<TableVerification?> MergeAsync(
        TablePair pair, ReaderSession source, ReaderSession target, (string? Source, string? Target) ranges, CancellationToken cancellationToken)
    {
        var rejected = await RejectedRows.ReadAsync(target, _target, _options.Run, pair, cancellationToken);
        using var merge = new KeyMerge(pair, rejected, new DifferenceList(pair, _options.SampleSize), rows => Report(rows, pair.Name));
        return await Together.BlockAsync(() => merge.TryRun(source, target, ranges, cancellationToken));
    }

    private async Task<TableVerification> CompareUnorderedAsync(TablePair pair, ReaderSession source, ReaderSession target, CancellationToken cancellationToken)
    {
        var rejected = await RejectedRows.ReadAsync(target, _target, _options.Run, pair, cancellationToken);
        var comparison = new MultisetComparison(pair, rejected, new DifferenceList(pair, _options.SampleSize), rows => Report(rows, pair.Name));
        return await comparison.RunAsync(source, target, _options.SampleSize, cancellationToken);
    }

    private void Report(int rows, string table)
    {
        var done = Interlocked.Add(ref _done, rows);
        if (done / RowsBetweenReports != (done - rows) / RowsBetweenReports)
        {
            _progress?.Report(new WorkProgress(done, null, "rows", table));
        }
    }
}
