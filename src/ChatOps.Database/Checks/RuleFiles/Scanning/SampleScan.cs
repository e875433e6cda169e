using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.RuleFiles.Scanning;

/// <summary>
/// Fetches examples of failing rows. A check that failed often shows some within the first rows, so it is asked by itself with a limit; those
/// that failed rarely share one more pass, which ends as soon as each has enough.
/// </summary>
internal sealed class SampleScan
{
    /// <summary>One failing row in so many is "often": ten of them are found within a small part of the table.</summary>
    private const long Often = 200;

    private readonly ReaderSession _session;
    private readonly Table _table;

    internal SampleScan(ReaderSession session, Table table) => (_session, _table) = (session, table);

    /// <returns>By check; a check without an entry shows none.</returns>
    internal async Task<Dictionary<RowCheck, List<IReadOnlyDictionary<string, object?>>>> ReadAsync(
        IReadOnlyList<(RowCheck Check, long Cases)> failed, long rows, CancellationToken cancellationToken)
    {
        var samples = failed.ToDictionary(item => item.Check, _ => new List<IReadOnlyDictionary<string, object?>>());
        var wanted = failed.Where(item => item.Check.Definition.Samples > 0).ToDictionary(item => item.Check, item => Math.Min(item.Cases, item.Check.Definition.Samples));
        var rare = failed.Where(item => wanted.ContainsKey(item.Check) && !item.Check.IsIndexed && item.Cases * Often < rows).Select(item => item.Check).ToList();
        foreach (var check in wanted.Keys.Except(rare.Count > 1 ? rare : []))
        {
            samples[check] = await ReadAloneAsync(check, wanted[check], cancellationToken);
        }

        if (rare.Count > 1)
        {
            await ReadTogetherAsync(rare, wanted, samples, cancellationToken);
        }

        return samples;
    }

    private async Task<List<IReadOnlyDictionary<string, object?>>> ReadAloneAsync(RowCheck check, long wanted, CancellationToken cancellationToken)
    {
        await using var rows = await _session.QueryAsync($"{check.Sql} LIMIT {wanted}", cancellationToken);
        return [.. (await FindingProof.ReadSampleAsync(rows, wanted, cancellationToken))];
    }

    private async Task ReadTogetherAsync(
        List<RowCheck> checks, Dictionary<RowCheck, long> wanted, Dictionary<RowCheck, List<IReadOnlyDictionary<string, object?>>> samples, CancellationToken cancellationToken)
    {
        var names = checks.SelectMany(check => check.Shown).ToHashSet(StringComparer.Ordinal);
        await using var rows = await FailingRows.OpenAsync(_session, _table, [.. _table.Columns.Where(column => names.Contains(column.Name))], checks, cancellationToken);
        var open = checks.Count;
        while (open > 0 && await rows.ReadAsync(cancellationToken))
        {
            foreach (var check in rows.Failed.Where(check => samples[check].Count < wanted[check]))
            {
                samples[check].Add(rows.SampleOf(check));
                open -= samples[check].Count == wanted[check] ? 1 : 0;
            }
        }
    }
}
