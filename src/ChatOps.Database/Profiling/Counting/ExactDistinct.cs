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
    private FingerprintSet _set = new(64);
    private bool _lost;

    /// <param name="slots">The size of the set in memory, a power of two.</param>
    internal ExactDistinct(FingerprintFile file, int slots) => (_file, _most) = (file, slots);

    public void Add(Fingerprint item)
    {
        if (_lost)
        {
            return;
        }

        if (_set.IsFull)
        {
            MakeRoom();
        }

        _set.Add(item);
    }

    public long? Count()
    {
        if (_lost || _blocks.Count == 0)
        {
            return _lost ? null : _set.Count;
        }

        Spill();
        if (_lost)
        {
            return null;
        }

        var count = 0L;
        for (var partition = 0; partition < Partitions; partition++)
        {
            count += CountPartition(partition);
        }

        _set = new FingerprintSet(1);
        return count;
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
            _set.Clear(0);
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
            _set = new FingerprintSet(1);
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
