using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Profiling.Batches;
using ChatOps.Database.Profiling.Counting;
using ChatOps.Database.Profiling.Relations;

namespace ChatOps.Database.Profiling;

/// <summary>
/// Exact figures of one table from one pass over all its rows. The rows are read once and serve every rule and every figure, where SQL would
/// evaluate a hundred aggregates a row.
/// </summary>
internal sealed class TableStatistics : IDisposable
{
    private const long RowsBetweenReports = 100_000;

    private readonly Table _table;
    private readonly Dictionary<string, ColumnStatistics> _byName;
    private readonly ColumnStatistics[] _columns;
    private readonly FingerprintFile _file = new();
    private readonly ExactDistinct? _rows;
    private readonly bool[] _inHash;
    private readonly Fingerprint[] _hashes = new Fingerprint[RowBatch.MostRows];
    private readonly int[][] _numbers;

    private TableStatistics(Table table, string sql, ScanOptions options)
    {
        (_table, Sql) = (table, sql);
        var budget = new ScanBudget(table.Columns.Count);
        _columns = [.. table.Columns.Select(column => new ColumnStatistics(column.Name, budget, options.Profile, DistinctOf(column, budget, options)))];
        _byName = table.Columns.Select((column, index) => (column.Name, Statistics: _columns[index])).ToDictionary(pair => pair.Name, pair => pair.Statistics, StringComparer.Ordinal);
        _inHash = [.. table.Columns.Select(column => !table.PrimaryKey.Contains(column.Name))];
        // Only tables with at most a one-column key can repeat a row in everything else.
        _rows = options.Profile || table.PrimaryKey.Count > 1 ? null : new ExactDistinct(_file, RowFingerprints);
        Correlations = options.Profile ? new Correlations(Measures(table)) : null;
        Dependencies = options.Profile ? new Dependencies(table.Columns.Count) : null;
        _numbers = [.. table.Columns.Select((_, index) => options.Profile && index < Dependencies.MostColumns ? new int[RowBatch.MostRows] : [])];
    }

    private const int RowFingerprints = 65_536;

    /// <summary>The statement that was read.</summary>
    internal string Sql { get; }

    internal long Rows { get; private set; }

    /// <summary>Two rows may be equal in everything but a one-column primary key.</summary>
    internal bool MayRepeatRows { get; private set; }

    /// <summary>Only of a profile.</summary>
    internal Correlations? Correlations { get; }

    /// <summary>Only of a profile.</summary>
    internal Dependencies? Dependencies { get; }

    internal ColumnStatistics this[string column] => _byName[column];

    /// <summary>For rules.</summary>
    /// <param name="onRows">Told the number of rows now and then.</param>
    internal static async Task<TableStatistics> ScanAsync(ReaderSession session, Table table, Action<long> onRows, CancellationToken cancellationToken)
    {
        using var statistics = await ScanAsync(session, table, ScanOptions.ForChecks, onRows, cancellationToken);
        return statistics;
    }

    /// <summary>The caller disposes it once the distinct counts have been asked for.</summary>
    /// <exception cref="DatabaseException">The rows could not be read to their end.</exception>
    internal static async Task<TableStatistics> ScanAsync(
        ReaderSession session, Table table, ScanOptions options, Action<long> onRows, CancellationToken cancellationToken)
    {
        var statistics = new TableStatistics(table, session.Dialect.ScanSql(table, table.Columns, ordered: false), options);
        try
        {
            await using var rows = await session.ScanAsync(table, table.Columns, ordered: false, cancellationToken);
            await BatchPipeline.RunAsync(rows, table.Columns.Count, batch => statistics.Add(batch, onRows), cancellationToken);
            statistics.Finish();
            return statistics;
        }
        catch
        {
            statistics.Dispose();
            throw;
        }
    }

    public void Dispose() => _file.Dispose();

    private void Add(RowBatch batch, Action<long> onRows)
    {
        var hashes = _rows is null ? [] : _hashes.AsSpan(0, batch.Rows);
        hashes.Clear();
        for (var index = 0; index < _columns.Length; index++)
        {
            _columns[index].Add(batch.Columns[index], _inHash[index] ? hashes : [], _numbers[index]);
        }

        foreach (var hash in hashes)
        {
            _rows!.Add(hash);
        }

        Correlations?.Add(batch);
        Dependencies?.Add(_numbers, batch.Rows);
        var before = Rows;
        Rows += batch.Rows;
        if (before / RowsBetweenReports != Rows / RowsBetweenReports)
        {
            onRows(Rows);
        }
    }

    private void Finish()
    {
        foreach (var column in _columns)
        {
            column.Finish();
        }

        MayRepeatRows = _rows is not null && (_rows.Count() ?? -1) < Rows;
    }

    /// <summary>A key's values are all different, so nobody needs to count them.</summary>
    private IDistinctCounter? DistinctOf(Column column, ScanBudget budget, ScanOptions options) =>
        !options.Profile || KeyColumns.IsUnique(_table, [column.Name]) ? null
            : options.Approximate ? new ApproximateDistinct()
            : new ExactDistinct(_file, budget.FingerprintsPerColumn);

    /// <summary>Columns that measure something rather than name it.</summary>
    private static int[] Measures(Table table) =>
        [.. table.Columns.Select((column, index) => (column, index))
            .Where(item => item.column.Kind.IsNumber() && !KeyColumns.IsKey(table, item.column.Name))
            .Select(item => item.index)
            .Take(Correlations.MostColumns)];
}
