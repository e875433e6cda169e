namespace ChatOps.Database.Profiling.Counting;

/// <summary>
/// Exact and in bounded memory: different fingerprints are collected in a set; whenever that is full they go to a file in partitions by their
/// first bits, and in the end each partition is counted by itself.
/// </summary>
internal sealed class ExactDistinct : IDistinctCounter
{
    private const int PartitionBits = 6;
    private const int Partitions = 1 << PartitionBits;

    private readonly FingerprintFile _file;
    private readonly int _most;
    private readonly List<(long Position, int[] Ends)> _blocks = [];
    /// <summary>Taken in together, so that the processor waits for many slots of the set at once and not for each in turn.</summary>
    private readonly Fingerprint[] _waiting = new Fingerprint[256];
    private FingerprintSet _set = new(64);
    private int _count;
    private bool _lost;

    /// <param name="slots">The size of the set in memory, a power of two.</param>
    internal ExactDistinct(FingerprintFile file, int slots) => (_file, _most) = (file, slots);

    public void Add(Fingerprint item)
    {
        _waiting[_count++] = item;
        if (_count == _waiting.Length)
        {
            TakeIn();
        }
    }

    public long? Count()
    {
        TakeIn();
        if (_lost || _blocks.Count == 0)
        {
            return _lost ? null : _set.Count;
        }

        Spill();
        if (_lost)
        {
            return null;
        }

        try
        {
            return CountPartitions();
        }
        catch (IOException)
        {
            return null;
        }
        finally
        {
            _set = new FingerprintSet(1);
        }
    }

    private long CountPartitions()
    {
        var count = 0L;
        for (var partition = 0; partition < Partitions; partition++)
        {
            count += CountPartition(partition);
        }

        return count;
    }

    private void TakeIn()
    {
        foreach (var item in _waiting.AsSpan(0, _lost ? 0 : _count))
        {
            if (_set.IsFull)
            {
                MakeRoom();
            }

            _set.Add(item);
        }

        _count = 0;
    }

    private void MakeRoom()
    {
        if (_set.Slots < _most)
        {
            _set.Grow();
        }
        else
        {
            Spill();
            _set.Clear(_most / 4 * 3 - 8);
        }
    }

    /// <summary>Writes the set sorted by partition.</summary>
    private void Spill()
    {
        var items = new Fingerprint[_set.Count];
        var ends = new int[Partitions];
        foreach (var item in _set.Table)
        {
            ends[PartitionOf(item)] += item == default ? 0 : 1;
        }

        for (var (partition, end) = (0, 0); partition < Partitions; partition++)
        {
            (ends[partition], end) = (end, end + ends[partition]);
        }

        foreach (var item in _set.Table)
        {
            if (item != default)
            {
                items[ends[PartitionOf(item)]++] = item;
            }
        }

        if (_file.Append(items) is { } position)
        {
            _blocks.Add((position, ends));
        }
        else
        {
            _lost = true;
        }
    }

    private int CountPartition(int partition)
    {
        _set.Clear(_blocks.Sum(block => block.Ends[partition] - Start(block.Ends, partition)));
        var items = Array.Empty<Fingerprint>();
        foreach (var (position, ends) in _blocks)
        {
            var (start, length) = (Start(ends, partition), ends[partition] - Start(ends, partition));
            items = items.Length < length ? new Fingerprint[length] : items;
            _file.Read(position + ((long)start * Fingerprint.Size), items.AsSpan(0, length));
            foreach (var item in items.AsSpan(0, length))
            {
                _set.Add(item);
            }
        }

        return _set.Count;
    }

    private static int Start(int[] ends, int partition) => partition == 0 ? 0 : ends[partition - 1];

    private static int PartitionOf(Fingerprint item) => (int)(item.High >> (64 - PartitionBits));
}
