using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.RuleFiles.Scanning;

/// <summary>
/// Asks for all figures of one table: everything that is an aggregate over its rows in one pass, the rest each by itself. One pass over many
/// conditions wins because reading and unpacking the rows is most of the work (2.4 times on PostgreSQL).
/// </summary>
internal sealed class FigureScan
{
    /// <summary>Well below the limits of result columns: 1,664 in PostgreSQL, 2,000 in SQLite, 4,096 in MySQL.</summary>
    private const int MaxColumns = 500;

    private readonly ReaderSession _session;
    private readonly Table _table;
    private readonly string _from;

    internal FigureScan(ReaderSession session, Table table)
    {
        (_session, _table) = (session, table);
        _from = session.Dialect.RuleSql.Table(table);
    }

    internal async Task<FigureValues> ReadAsync(IEnumerable<Figure> figures, CancellationToken cancellationToken)
    {
        var values = new FigureValues();
        var distinct = figures.Distinct().ToList();
        foreach (var chunk in distinct.Where(figure => !figure.IsStatement).Chunk(MaxColumns))
        {
            await ReadTogetherAsync(chunk, values, cancellationToken);
        }

        foreach (var figure in distinct.Where(figure => figure.IsStatement))
        {
            await ReadAloneAsync(figure, values, cancellationToken);
        }

        return values;
    }

    /// <summary>The statement that reads them in one pass.</summary>
    internal string Together(IReadOnlyList<Figure> figures) => $"SELECT {string.Join(", ", figures.Select((figure, index) => $"{figure.Sql} AS f{index}"))} FROM {_from}";

    /// <summary>Where one of them cannot be worked out, such as by a division by zero in somebody's SQL, the others are asked for without it.</summary>
    private async Task ReadTogetherAsync(IReadOnlyList<Figure> figures, FigureValues values, CancellationToken cancellationToken)
    {
        try
        {
            await using var rows = await _session.QueryAsync(Together(figures), cancellationToken);
            await rows.ReadAsync(cancellationToken);
            for (var index = 0; index < figures.Count; index++)
            {
                values.Set(figures[index], rows.GetValue(index));
            }
        }
        catch (DatabaseException problem) when (!problem.IsTransient && figures.Count == 1)
        {
            values.Fail(figures[0], problem.Message);
        }
        catch (DatabaseException problem) when (!problem.IsTransient)
        {
            await ReadTogetherAsync([.. figures.Take(figures.Count / 2)], values, cancellationToken);
            await ReadTogetherAsync([.. figures.Skip(figures.Count / 2)], values, cancellationToken);
        }
    }

    private async Task ReadAloneAsync(Figure figure, FigureValues values, CancellationToken cancellationToken)
    {
        var attempt = await Attempt.RunAsync<object?>(_table.Name, null, () => _session.ScalarAsync(figure.Sql, cancellationToken));
        if (attempt.NotChecked.Count > 0)
        {
            values.Fail(figure, attempt.NotChecked[0].Reason);
        }
        else
        {
            values.Set(figure, attempt.Value);
        }
    }
}
