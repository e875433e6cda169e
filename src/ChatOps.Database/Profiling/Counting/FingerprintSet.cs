namespace ChatOps.Database.Profiling.Counting;

/// <summary>Different fingerprints in a table of fixed or growing size (open addressing, linear probing, at most three quarters full).</summary>
internal sealed class FingerprintSet
{
    private Fingerprint[] _slots;
    private int _mask;

    /// <param name="slots">A power of two.</param>
    internal FingerprintSet(int slots) => (_slots, _mask) = (new Fingerprint[slots], slots - 1);

    internal int Count { get; private set; }

    internal bool IsFull => Count > _slots.Length / 4 * 3;

    /// <summary>In no order, with empty slots between them.</summary>
    internal ReadOnlySpan<Fingerprint> Table => _slots;

    internal int Slots => _slots.Length;

    /// <summary>The caller sees to it that the set is not full.</summary>
    internal void Add(Fingerprint item)
    {
        // All zeros mark an empty slot; that one fingerprint becomes its neighbour.
        item = item == default ? new Fingerprint(0, 1) : item;
        var slot = (int)item.Low & _mask;
        while (_slots[slot] != item)
        {
            if (_slots[slot] == default)
            {
                _slots[slot] = item;
                Count++;
                return;
            }

            slot = (slot + 1) & _mask;
        }
    }

    /// <summary>Empties it, with room for that many.</summary>
    internal void Clear(int items)
    {
        var slots = Math.Max(_slots.Length, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)items * 4 / 3 + 1));
        if (slots > _slots.Length)
        {
            (_slots, _mask) = (new Fingerprint[slots], slots - 1);
        }
        else
        {
            Array.Clear(_slots);
        }

        Count = 0;
    }

    /// <summary>Makes room for twice as many.</summary>
    internal void Grow()
    {
        var items = _slots;
        Clear(_slots.Length);
        foreach (var item in items)
        {
            if (item != default)
            {
                Add(item);
            }
        }
    }
}
