namespace ChatOps.Database.Profiling.Counting;

/// <summary>How often each sequence of bytes occurs, in the order of their first occurrence.</summary>
internal sealed class TextTable
{
    private ulong[] _hashes = [];
    private int[] _ends = [0];
    private long[] _counts = [];
    private int[] _slots = [];
    private byte[] _bytes = [];
    private int _shift;

    internal int Count { get; private set; }

    /// <summary>Bytes of all different texts.</summary>
    internal int Bytes => _ends[Count];

    internal ReadOnlySpan<byte> this[int index] => _bytes.AsSpan(_ends[index], _ends[index + 1] - _ends[index]);

    internal long CountOf(int index) => _counts[index];

    /// <summary>Counts one and returns its index.</summary>
    /// <param name="hash">Of the text, well mixed in its high bits.</param>
    internal int Add(ReadOnlySpan<byte> text, ulong hash)
    {
        if (Count == _counts.Length)
        {
            Grow();
        }

        var slot = (int)(hash >> _shift);
        while (true)
        {
            var index = _slots[slot] - 1;
            if (index < 0)
            {
                _slots[slot] = Count + 1;
                return Append(text, hash);
            }

            if (_hashes[index] == hash && this[index].SequenceEqual(text))
            {
                _counts[index]++;
                return index;
            }

            slot = (slot + 1) & (_slots.Length - 1);
        }
    }

    internal void Clear() => (_hashes, _ends, _counts, _slots, _bytes, Count) = ([], [0], [], [], [], 0);

    private int Append(ReadOnlySpan<byte> text, ulong hash)
    {
        var end = _ends[Count] + text.Length;
        if (end > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(end, Math.Max(256, _bytes.Length * 2)));
        }

        text.CopyTo(_bytes.AsSpan(_ends[Count]));
        (_hashes[Count], _counts[Count], _ends[Count + 1]) = (hash, 1, end);
        return Count++;
    }

    private void Grow()
    {
        var capacity = Math.Max(16, _counts.Length * 2);
        Array.Resize(ref _hashes, capacity);
        Array.Resize(ref _counts, capacity);
        Array.Resize(ref _ends, capacity + 1);
        _slots = new int[capacity * 2];
        _shift = 64 - int.Log2(_slots.Length);
        for (var index = 0; index < Count; index++)
        {
            var slot = (int)(_hashes[index] >> _shift);
            while (_slots[slot] != 0)
            {
                slot = (slot + 1) & (_slots.Length - 1);
            }

            _slots[slot] = index + 1;
        }
    }
}
