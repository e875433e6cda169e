using ChatOps.Database.Migration.Ledger;

namespace ChatOps.Database.Migration.Loading;

/// <summary>
/// What is left to load, to index and to settle, handed out to several workers: the largest tables first, a table's keys and indexes as soon as its
/// rows are there, its settling after them, and a table whose references are enforced already only after those it refers to.
/// </summary>
internal sealed class LoadQueue : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _changed = new(0);
    private readonly List<Entry> _tables;
    private int _waiting;

    /// <param name="slices">All of the migration, done or not.</param>
    /// <param name="indexes">Statements that a table still needs once its rows are there.</param>
    internal LoadQueue(MigrationPlan plan, IReadOnlyList<Slice> slices, Func<TablePlan, IReadOnlyList<IndexStatement>> indexes)
    {
        var left = slices.Where(slice => slice is { Done: false, IsCorrection: false }).ToLookup(slice => slice.Table, StringComparer.Ordinal);
        _tables =
        [
            .. plan.Tables.OrderByDescending(table => table.IsThere ? 0 : table.EstimatedRows ?? 0)
                .Select(table => new Entry(table, new Queue<Slice>(left[table.Source.Name]), new Queue<IndexStatement>(indexes(table)))),
        ];
    }

    /// <summary>The next piece of work, waited for while others may still bring some; null when all is done.</summary>
    internal async Task<LoadJob?> TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            lock (_gate)
            {
                if (Next() is { } job)
                {
                    return job;
                }

                if (_tables.TrueForAll(entry => entry.IsDone))
                {
                    return null;
                }

                _waiting++;
            }

            await _changed.WaitAsync(cancellationToken);
        }
    }

    /// <summary>A job has been done.</summary>
    internal void Finished(LoadJob job)
    {
        lock (_gate)
        {
            var entry = _tables.Single(entry => entry.Table == job.Table);
            entry.Loading -= job.Slice is null ? 0 : 1;
            entry.Indexing -= job.Index is null ? 0 : 1;
            entry.Settled |= job.IsSettling;
            for (; _waiting > 0; _waiting--)
            {
                _changed.Release();
            }
        }
    }

    public void Dispose() => _changed.Dispose();

    private LoadJob? Next()
    {
        if (_tables.Find(entry => entry is { IsIndexed: true, Settling: false }) is { } indexed)
        {
            indexed.Settling = true;
            return new LoadJob(indexed.Table, null, null);
        }

        // Indexes first: each keeps one worker for long, and the others load meanwhile.
        if (_tables.Find(entry => entry is { IsLoaded: true, Indexes.Count: > 0 }) is { } loaded)
        {
            loaded.Indexing++;
            return new LoadJob(loaded.Table, null, loaded.Indexes.Dequeue());
        }

        if (_tables.Find(entry => entry.Slices.Count > 0 && MayLoad(entry)) is { } open)
        {
            open.Loading++;
            return new LoadJob(open.Table, open.Slices.Dequeue(), null);
        }

        return null;
    }

    private bool MayLoad(Entry entry) => !entry.Table.IsThere
        || !entry.Table.Target.ForeignKeys.Any(key => _tables.Exists(other => other != entry && !other.IsIndexed && other.Table.Target.Name == key.ReferencedTable && Precedes(other, entry)));

    /// <summary>In a cycle nobody is first; then the plan's order decides.</summary>
    private bool Precedes(Entry other, Entry entry) => !other.Table.Target.ForeignKeys.Any(key => key.ReferencedTable == entry.Table.Target.Name) || _tables.IndexOf(other) < _tables.IndexOf(entry);

    private sealed record Entry(TablePlan Table, Queue<Slice> Slices, Queue<IndexStatement> Indexes)
    {
        internal int Loading { get; set; }

        internal int Indexing { get; set; }

        /// <summary>Somebody has been told to.</summary>
        internal bool Settling { get; set; }

        internal bool Settled { get; set; }

        internal bool IsLoaded => Slices.Count == 0 && Loading == 0;

        internal bool IsIndexed => IsLoaded && Indexes.Count == 0 && Indexing == 0;

        internal bool IsDone => IsIndexed && Settled;
    }
}

/// <summary>One piece of work: a slice to load, an index to make, or, without either, a table to settle.</summary>
internal sealed record LoadJob(TablePlan Table, Slice? Slice, IndexStatement? Index)
{
    internal bool IsSettling => Slice is null && Index is null;
}
