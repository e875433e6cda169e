using ChatOps.Database.Checks;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Profiling;

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
            _access, session, tables, schema.Statistics.Rows, (table, own, token) => Attempt.RunAsync(table.Name, null, () => ProfileAsync(own, table, options, scan, token)), cancellationToken);
        return new DatabaseProfile(connection.Name, [.. profiles.Select(profile => profile.Value).OfType<TableProfile>()])
        {
            NotChecked = [.. TableSelection.SkippedOf(schema, options.Tables), .. profiles.SelectMany(profile => profile.NotChecked)],
        };
    }

    private static async Task<TableProfile> ProfileAsync(
        ReaderSession session, Table table, ProfileOptions options, ScanProgress progress, CancellationToken cancellationToken)
    {
        using var pass = await TableStatistics.ScanAsync(
            session, table, ScanOptions.ForProfile with { Approximate = options.Approximate }, progress.Start(table), cancellationToken);
        var profiler = new TableProfiler(session, table, pass, options);
        var profile = await profiler.DescribeAsync(cancellationToken);
        progress.Finish(table);
        return profile;
    }
}
