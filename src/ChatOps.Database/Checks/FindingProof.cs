using ChatOps.Database.Connections;

namespace ChatOps.Database.Checks;

/// <summary>A finding and the candidate it came from.</summary>
internal sealed record Proven(Finding Finding, Candidate Candidate);

/// <summary>Runs a candidate's statement: the rows it returns are the count.</summary>
internal static class FindingProof
{
    internal const int SampleSize = 10;

    /// <summary>Null where the guard says no, or no row comes back.</summary>
    internal static async Task<Finding?> ProveAsync(Rule rule, Candidate candidate, CheckContext context, CancellationToken cancellationToken)
    {
        if (candidate.Guard is not null && !await context.Session.IsTrueAsync(candidate.Guard, cancellationToken))
        {
            return null;
        }

        await using var rows = await context.Session.QueryAsync(candidate.Sql, cancellationToken);
        var (count, sample) = await Task.Run(() => CountAsync(rows, SampleSize, cancellationToken), cancellationToken);
        return count == 0 ? null : new Finding
        {
            Rule = rule.Id,
            Severity = candidate.Severity ?? rule.Severity,
            Table = candidate.Table,
            Columns = candidate.Columns,
            Count = count,
            Sql = candidate.Sql,
            Sample = sample,
            Message = candidate.Message(count),
            Fix = candidate.Fix,
        };
    }

    /// <summary>Reads to the end.</summary>
    /// <param name="samples">How many rows are kept.</param>
    internal static async Task<(long Count, IReadOnlyList<IReadOnlyDictionary<string, object?>> Sample)> CountAsync(
        RowReader rows, int samples, CancellationToken cancellationToken)
    {
        var sample = new List<IReadOnlyDictionary<string, object?>>();
        var count = 0L;
        while (await rows.ReadAsync(cancellationToken))
        {
            if (count++ < samples)
            {
                sample.Add(RowOf(rows));
            }
        }

        return (count, sample);
    }

    /// <summary>Reads no further than that many rows.</summary>
    internal static async Task<IReadOnlyList<IReadOnlyDictionary<string, object?>>> ReadSampleAsync(RowReader rows, long wanted, CancellationToken cancellationToken)
    {
        var sample = new List<IReadOnlyDictionary<string, object?>>();
        while (sample.Count < wanted && await rows.ReadAsync(cancellationToken))
        {
            sample.Add(RowOf(rows));
        }

        return sample;
    }

    private static Dictionary<string, object?> RowOf(RowReader rows)
    {
        var row = new Dictionary<string, object?>(StringComparer.Ordinal);
        for (var column = 0; column < rows.Columns.Count; column++)
        {
            row[rows.Columns[column]] = rows.GetValue(column);
        }

        return row;
    }
}
