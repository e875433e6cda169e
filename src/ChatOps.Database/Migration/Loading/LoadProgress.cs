using System.Globalization;
using ChatOps.Database.Connections;

namespace ChatOps.Database.Migration.Loading;

/// <summary>Rows loaded so far over all tables, with the rate and the time that is left. Safe for several threads.</summary>
internal sealed class LoadProgress
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (long Done, long? Estimate)> _tables;
    private readonly IProgress<WorkProgress>? _progress;
    private readonly TimeProvider _time;
    private readonly long _start;
    private long _now;

    internal LoadProgress(MigrationPlan plan, IReadOnlyList<Ledger.Slice> slices, TimeProvider time, IProgress<WorkProgress>? progress)
    {
        _tables = plan.Tables.ToDictionary(
            table => table.Source.Name, table => (slices.Where(slice => slice.Table == table.Source.Name).Sum(slice => slice.Source), table.EstimatedRows), StringComparer.Ordinal);
        (_time, _progress, _start) = (time, progress, time.GetTimestamp());
    }

    internal void Loaded(string table, long rows)
    {
        lock (_gate)
        {
            var (done, estimate) = _tables[table];
            _tables[table] = (done + rows, estimate);
            _now += rows;
            Report($"{table}: {(done + rows).ToString("N0", CultureInfo.InvariantCulture)} rows");
        }
    }

    internal void Indexing(string table, string index)
    {
        lock (_gate)
        {
            Report($"{table}: {index}");
        }
    }

    private void Report(string note)
    {
        var done = _tables.Values.Sum(table => table.Done);
        var total = _tables.Values.Sum(table => Math.Max(table.Done, table.Estimate ?? 0));
        var spent = _time.GetElapsedTime(_start);
        var rate = spent > TimeSpan.FromSeconds(1) ? _now / spent.TotalSeconds : 0;
        _progress?.Report(new WorkProgress(done, total, "rows", rate > 0 ? string.Create(CultureInfo.InvariantCulture, $"{note}, {rate:N0} rows/s") : note)
        {
            Left = rate > 0 ? TimeSpan.FromSeconds((total - done) / rate) : null,
        });
    }
}
