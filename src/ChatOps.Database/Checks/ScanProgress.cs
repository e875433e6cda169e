using System.Globalization;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks;

/// <summary>Rows read so far over all tables, out of the engine's own estimate, with the time that is left. Safe for several threads.</summary>
internal sealed class ScanProgress
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _read = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<Table> _tables;
    private readonly SchemaStatistics _statistics;
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly IProgress<WorkProgress>? _progress;
    private int _finished;

    internal ScanProgress(IReadOnlyList<Table> tables, SchemaStatistics statistics, TimeProvider time, IProgress<WorkProgress>? progress)
    {
        (_tables, _statistics, _time, _progress) = (tables, statistics, time, progress);
        _start = time.GetTimestamp();
    }

    /// <summary>Begins a table and returns what is told its rows now and then.</summary>
    internal Action<long> Start(Table table)
    {
        Report(table, 0);
        return rows => Report(table, rows);
    }

    internal void Finish(Table table)
    {
        lock (_gate)
        {
            _finished++;
        }

        Report(table, null);
    }

    /// <param name="rows">Null where the table is done, whatever the estimate said.</param>
    private void Report(Table table, long? rows)
    {
        if (_progress is null)
        {
            return;
        }

        lock (_gate)
        {
            _read[table.Name] = rows ?? Math.Max(Estimate(table) ?? 0, _read.GetValueOrDefault(table.Name));
            _progress.Report(Now(table));
        }
    }

    private WorkProgress Now(Table table)
    {
        var note = string.Create(CultureInfo.InvariantCulture, $"{table.Name} ({_finished:N0} of {CheckContext.Count(_tables.Count, "table")} done)");
        if (_tables.Any(one => Estimate(one) is null))
        {
            return new WorkProgress(_finished, _tables.Count, "tables", note);
        }

        var total = _tables.Sum(one => Math.Max(Estimate(one)!.Value, _read.GetValueOrDefault(one.Name)));
        var done = _read.Values.Sum();
        var spent = _time.GetElapsedTime(_start);
        return new WorkProgress(done, total, "rows", note)
        {
            Left = done > 0 && spent > TimeSpan.FromSeconds(1) ? spent * ((double)(total - done) / done) : null,
        };
    }

    private long? Estimate(Table table) => _statistics.Rows.TryGetValue(table.Name, out var rows) ? rows : null;
}
