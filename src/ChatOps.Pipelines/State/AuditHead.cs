using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ChatOps.Pipelines.State;

/// <summary>
/// The end of the audit chain, anchored outside its table in <c>audit.head</c> and keyed with the instance key. Two
/// slots are written in turn and flushed, so that a torn write leaves the other one; the file never grows after it
/// was made, so a full disk does not stop it.
/// </summary>
internal sealed class AuditHead(string path, InstanceKey key)
{
    private const int HashLength = 32;
    private const int SlotLength = sizeof(long) + HashLength + HashLength;
    private int _slot;

    /// <summary>The newest valid slot, or null when the file is missing or no slot carries a valid mark.</summary>
    public (long Sequence, byte[] Hash)? Read()
    {
        if (!File.Exists(path))
            return null;
        var content = File.ReadAllBytes(path);
        (long Sequence, byte[] Hash)? newest = null;
        for (var start = 0; start + SlotLength <= content.Length; start += SlotLength)
            if (ReadSlot(content.AsSpan(start, SlotLength)) is { } slot && (newest is null || slot.Sequence > newest.Value.Sequence))
                (newest, _slot) = (slot, start / SlotLength);
        return newest;
    }

    public void Write(long sequence, byte[] hash)
    {
        var slot = new byte[SlotLength];
        BinaryPrimitives.WriteInt64BigEndian(slot, sequence);
        hash.CopyTo(slot.AsSpan(sizeof(long)));
        Mark(slot).CopyTo(slot.AsSpan(sizeof(long) + HashLength));
        using var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
        if (stream.Length < 2 * SlotLength)
            stream.Write(new byte[2 * SlotLength]);
        // The slot that does not hold the newest head.
        _slot = 1 - _slot;
        stream.Position = _slot * SlotLength;
        stream.Write(slot);
        stream.Flush(flushToDisk: true);
    }

    private (long Sequence, byte[] Hash)? ReadSlot(ReadOnlySpan<byte> slot) =>
        CryptographicOperations.FixedTimeEquals(Mark(slot), slot[(sizeof(long) + HashLength)..])
            ? (BinaryPrimitives.ReadInt64BigEndian(slot), slot.Slice(sizeof(long), HashLength).ToArray())
            : null;

    private byte[] Mark(ReadOnlySpan<byte> slot) => key.Sign([.. "audit head"u8, .. slot[..(sizeof(long) + HashLength)]]);
}
