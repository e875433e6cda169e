using System.Numerics;

namespace ChatOps.Database.Profiling.Counting;

/// <summary>Different fingerprints in a table (open addressing, linear probing, at most three quarters full).</summary>
internal sealed class FingerprintSet
{
    private Fingerprint[] _slots;
    private int _mask;

    /// <param name="slots">A power of two.</param>
    internal FingerprintSet(int slots) => (_slots, _mask) = (new Fingerprint[slots], slots - 1);

    internal int Count { get; private set; }

    internal bool IsFull => Count > (_mask + 1) / 4 * 3;

    /// <summary>In no order, with empty slots between them.</summary>
    internal ReadOnlySpan<Fingerprint> Table => _slots.AsSpan(0, _mask + 1);

    internal int Slots => _mask + 1;

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

    /// <summary>Empties it, with room for exactly that many; the memory is kept.</summary>
    internal void Clear(int items)
    {
        var slots = (int)BitOperations.RoundUpToPowerOf2(((uint)items / 3 * 4) + 8);
        if (slots > _slots.Length)
        {
            _slots = new Fingerprint[slots];
        }

        (_mask, Count) = (slots - 1, 0);
        Array.Clear(_slots, 0, slots);
    }

    /// <summary>Makes room for twice as many.</summary>
    internal void Grow()
    {
        var (old, slots) = (_slots, Slots);
        (_slots, _mask, Count) = (new Fingerprint[slots * 2], (slots * 2) - 1, 0);
        foreach (var item in old.AsSpan(0, slots))
        {
            if (item != default)
            {
                Add(item);
            }
        }
    }
}
