using ChatOps.Database.Checks;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Profiling;

/// <summary>What to profile.</summary>
public sealed record ProfileOptions
{
    /// <summary>Table names, compared without case; null for all.</summary>
    public IReadOnlyList<string>? Tables { get; init; }
}

/// <summary>Exact column and table statistics.</summary>
public sealed class Profiler
{
    private readonly DatabaseAccess _access;
    private readonly TimeProvider _time;

    public Profiler(DatabaseAccess access, TimeProvider time) => (_access, _time) = (access, time);

    /// <summary>Reads every row of the tables once. A table that cannot be read is listed with the reason; the others go on.</summary>
    /// <exception cref="DatabaseException">The database cannot be opened, or there is no such table.</exception>
    public async Task<DatabaseProfile> ProfileAsync(
        DatabaseConnection connection, ProfileOptions options, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        await using var session = await _access.OpenReaderAsync(connection, cancellationToken);
        var schema = await SchemaReader.ReadAsync(session, cancellationToken);
        var tables = TableSelection.Of(schema, options.Tables);
        var scan = new ScanProgress(tables, schema.Statistics, _time, progress);
        var profiles = await ParallelTables.RunAsync(
            _access, session, tables, (table, own, token) => Attempt.RunAsync(table.Name, null, () => ProfileAsync(own, table, scan, token)), cancellationToken);
        return new DatabaseProfile(connection.Name, [.. profiles.Select(profile => profile.Result).OfType<TableProfile>()])
        {
            NotChecked = [.. TableSelection.SkippedOf(schema, options.Tables), .. profiles.SelectMany(profile => profile.NotChecked)],
        };
    }

    private static async Task<TableProfile> ProfileAsync(
        ReaderSession session, Table table, ScanProgress progress, CancellationToken cancellationToken)
    {
        var statistics = await TableStatistics.ScanAsync(session, table, progress.Start(table), cancellationToken);
        var columns = new List<ColumnProfile>();
        foreach (var column in table.Columns)
        {
            columns.Add(await ProfileAsync(session, table, column, statistics, cancellationToken));
        }

        progress.Finish(table);
        return new TableProfile(table.Name, statistics.Rows, columns, statistics.Sql);
    }

    private static async Task<ColumnProfile> ProfileAsync(
        ReaderSession session, Table table, Column column, TableStatistics pass, CancellationToken cancellationToken)
    {
        var statistics = pass[column.Name];
        var (min, max) = await RangeAsync(session, table, column, statistics, cancellationToken);
        return new ColumnProfile
        {
            Name = column.Name,
            Type = column.DeclaredType,
            Nulls = statistics.Nulls,
            Blanks = statistics.Blanks,
            Distinct = await DistinctAsync(session, table, column, pass, cancellationToken),
            Min = min,
            Max = max,
            Mean = statistics.Mean,
            StandardDeviation = statistics.StandardDeviation,
            MinLength = statistics.MinLength,
            MaxLength = statistics.MaxLength,
            StoredTypes = new Dictionary<string, long>
            {
                ["integer"] = statistics.Integers,
                ["real"] = statistics.Reals,
                ["text"] = statistics.Texts,
                ["blob"] = statistics.Blobs,
            }.Where(pair => pair.Value > 0).ToDictionary(),
        };
    }

    /// <summary>Numbers sort before texts and texts before blobs; a collation or a blob needs the engine's own order.</summary>
    private static async Task<(object? Min, object? Max)> RangeAsync(
        ReaderSession session, Table table, Column column, ColumnStatistics statistics, CancellationToken cancellationToken)
    {
        if (statistics.Blobs > 0 || (column.Collation is not null && statistics.Texts > 0))
        {
            var name = session.Dialect.QuoteIdentifier(column.Name);
            var from = $"FROM {session.Dialect.QuoteTable(table)}";
            return (await session.ScalarAsync($"SELECT MIN({name}) {from}", cancellationToken),
                await session.ScalarAsync($"SELECT MAX({name}) {from}", cancellationToken));
        }

        return (statistics.MinNumber ?? statistics.MinText, statistics.MaxText ?? statistics.MaxNumber);
    }

    /// <summary>Known from the pass while the values are few, from a unique key where there is one, and counted by the engine otherwise.</summary>
    private static async Task<long> DistinctAsync(
        ReaderSession session, Table table, Column column, TableStatistics statistics, CancellationToken cancellationToken)
    {
        var own = statistics[column.Name];
        if (own.Blobs == 0 && column.Collation is null && !own.Counts.Overflowed)
        {
            return own.Counts.Distinct;
        }

        if (KeyColumns.IsUnique(table, [column.Name]))
        {
            return own.Values;
        }

        var value = session.Dialect.RuleSql.Exact(column);
        return await session.CountAsync($"SELECT COUNT(*) FROM (SELECT DISTINCT {value} AS value FROM {session.Dialect.QuoteTable(table)} WHERE {session.Dialect.QuoteIdentifier(column.Name)} IS NOT NULL) AS different", cancellationToken);
    }
}
