using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Profiling;

/// <summary>Puts one table's profile together from its pass, and asks the database for the little that the pass cannot know.</summary>
internal sealed class TableProfiler
{
    private readonly ReaderSession _session;
    private readonly Table _table;
    private readonly TableStatistics _pass;
    private readonly ProfileOptions _options;

    internal TableProfiler(ReaderSession session, Table table, TableStatistics pass, ProfileOptions options) =>
        (_session, _table, _pass, _options) = (session, table, pass, options);

    internal async Task<TableProfile> DescribeAsync(CancellationToken cancellationToken)
    {
        var columns = new List<ColumnProfile>();
        foreach (var column in _table.Columns)
        {
            columns.Add(await DescribeAsync(column, cancellationToken));
        }

        return new TableProfile(_table.Name, _pass.Rows, columns, _pass.Sql)
        {
            CandidateKeys = await CandidateKeys.FindAsync(_session, _table, _pass.Rows, columns, _options.KeyPairs, cancellationToken),
            Correlations = [.. _pass.Correlations!.Found.Select(pair => new Correlation(Name(pair.X), Name(pair.Y), pair.Correlation, pair.Rows))],
            Dependencies = [.. _pass.Dependencies!.Found.Where(pair => IsTelling(columns[pair.First], columns[pair.Second])).Select(pair => new Dependency(Name(pair.First), Name(pair.Second)))],
        };
    }

    private async Task<ColumnProfile> DescribeAsync(Column column, CancellationToken cancellationToken)
    {
        var own = _pass[column.Name];
        var distinct = await DistinctAsync(column, own, cancellationToken);
        var (min, max) = await RangeAsync(column, own, cancellationToken);
        return new ColumnProfile
        {
            Name = column.Name,
            Type = column.DeclaredType,
            Nulls = own.Nulls,
            Blanks = own.Blanks,
            Distinct = distinct,
            DistinctIsApproximate = IsEstimated(column, own),
            Min = min,
            Max = max,
            Mean = own.Mean,
            StandardDeviation = own.StandardDeviation,
            NonFinite = own.NonFinite,
            Quantiles = ColumnDescription.Quantiles(own),
            QuantilesWithin = own.Counts.Overflowed && own.Numbers > own.NonFinite ? NumberHistogram.RelativeError : null,
            MinLength = own.MinLength,
            MaxLength = own.MaxLength,
            MeanLength = own.MeanLength,
            Patterns = ColumnDescription.Patterns(own),
            Top = own.Counts.Overflowed || own.Blobs > 0 ? null : ColumnDescription.Top(own.Counts),
            Meaning = own.Meaning is { } meaning ? new Meaning(meaning.Type, meaning.Share, meaning.Format) : null,
            Pii = PersonalData.ReasonOf(_table, column, own),
            Constant = _pass.Rows > 1 && (own.Nulls == _pass.Rows || (own.Nulls == 0 && distinct == 1)),
            Sequence = !IsEstimated(column, own) && ColumnDescription.IsSequence(own, _pass.Rows, distinct),
            StoredTypes = ColumnDescription.StoredTypes(own),
        };
    }

    /// <summary>Known from the pass, or from a unique key; only what equals what by a collation of its own has to be asked of the engine.</summary>
    private async Task<long> DistinctAsync(Column column, ColumnStatistics own, CancellationToken cancellationToken)
    {
        if (KeyColumns.IsUnique(_table, [column.Name]))
        {
            return own.Values;
        }

        if (!HasOwnOrder(column, own) && own.Distinct is { } distinct)
        {
            return distinct;
        }

        var value = _session.Dialect.RuleSql.Exact(column);
        var name = _session.Dialect.QuoteIdentifier(column.Name);
        return await _session.CountAsync(
            $"SELECT COUNT(*) FROM (SELECT DISTINCT {value} AS value FROM {_session.Dialect.QuoteTable(_table)} WHERE {name} IS NOT NULL) AS different", cancellationToken);
    }

    /// <summary>Numbers sort before texts and texts before blobs; a collation or a blob needs the engine's own order.</summary>
    private async Task<(object? Min, object? Max)> RangeAsync(Column column, ColumnStatistics own, CancellationToken cancellationToken)
    {
        if (own.Blobs == 0 && !HasOwnOrder(column, own))
        {
            return (own.MinNumber ?? own.MinText, own.MaxText ?? own.MaxNumber);
        }

        // Sorted, since PostgreSQL has no MIN of bytes.
        var name = _session.Dialect.QuoteIdentifier(column.Name);
        var values = $"SELECT {name} FROM {_session.Dialect.QuoteTable(_table)} WHERE {name} IS NOT NULL ORDER BY {name}";
        return (await _session.ScalarAsync($"{values} LIMIT 1", cancellationToken), await _session.ScalarAsync($"{values} DESC LIMIT 1", cancellationToken));
    }

    private bool IsEstimated(Column column, ColumnStatistics own) =>
        _options.Approximate && (own.Counts.Overflowed || own.Blobs > 0) && !KeyColumns.IsUnique(_table, [column.Name]) && !HasOwnOrder(column, own);

    /// <summary>SQLite compares the texts of a column by the column's collation everywhere.</summary>
    private bool HasOwnOrder(Column column, ColumnStatistics own) =>
        own.Texts > 0 && column.Collation is not null && !_session.Dialect.RuleSql.StoresOnlyDeclaredTypes;

    private string Name(int column) => _table.Columns[column].Name;

    /// <summary>Each value of the deciding column occurs often enough that it is no accident, and the decided column varies.</summary>
    private bool IsTelling(ColumnProfile from, ColumnProfile to) =>
        from.Distinct >= 2 && to.Distinct >= 2 && _pass.Rows >= 30 && from.Distinct <= _pass.Rows / 5;
}
