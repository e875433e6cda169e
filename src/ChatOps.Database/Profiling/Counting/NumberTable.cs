namespace ChatOps.Database.Profiling.Counting;

/// <summary>How often each 64-bit number occurs, in the order of their first occurrence.</summary>
internal sealed class NumberTable
{
    private const ulong Spread = 0x9E3779B97F4A7C15;

    private long[] _keys = [];
    private long[] _counts = [];
    private int[] _slots = [];
    private int _shift;

    internal int Count { get; private set; }

    internal ReadOnlySpan<long> Keys => _keys.AsSpan(0, Count);

    internal ReadOnlySpan<long> Counts => _counts.AsSpan(0, Count);

    /// <summary>Counts one and returns its place in <see cref="Keys"/>.</summary>
    internal int Add(long key)
    {
        if (Count == _keys.Length)
        {
            Grow();
        }

        var slot = (int)(((ulong)key * Spread) >> _shift);
        while (true)
        {
            var index = _slots[slot] - 1;
            if (index < 0)
            {
                index = Count++;
                (_keys[index], _counts[index], _slots[slot]) = (key, 1, index + 1);
                return index;
            }

            if (_keys[index] == key)
            {
                _counts[index]++;
                return index;
            }

            slot = (slot + 1) & (_slots.Length - 1);
        }
    }

    internal bool Contains(long key)
    {
        if (Count == 0)
        {
            return false;
        }

        var slot = (int)(((ulong)key * Spread) >> _shift);
        while (_slots[slot] != 0 && _keys[_slots[slot] - 1] != key)
        {
            slot = (slot + 1) & (_slots.Length - 1);
        }

        return _slots[slot] != 0;
    }

    internal void Clear() => (_keys, _counts, _slots, Count) = ([], [], [], 0);

    private void Grow()
    {
        var capacity = Math.Max(16, _keys.Length * 2);
        Array.Resize(ref _keys, capacity);
        Array.Resize(ref _counts, capacity);
        _slots = new int[capacity * 2];
        _shift = 64 - int.Log2(_slots.Length);
        for (var index = 0; index < Count; index++)
        {
            var slot = (int)(((ulong)_keys[index] * Spread) >> _shift);
            while (_slots[slot] != 0)
            {
                slot = (slot + 1) & (_slots.Length - 1);
            }

            _slots[slot] = index + 1;
        }
    }
}
