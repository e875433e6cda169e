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

    public static AuditHead In(string dataFolder, InstanceKey key) => new(Path.Combine(dataFolder, "audit.head"), key);

    /// <summary>The newest valid slot, or null when the file is missing or no slot carries a valid mark.</summary>
    public (long Sequence, byte[] Hash)? Read() => Newest()?.Head;

    public void Write(long sequence, byte[] hash)
    {
        var slot = new byte[SlotLength];
        BinaryPrimitives.WriteInt64BigEndian(slot, sequence);
        hash.CopyTo(slot.AsSpan(sizeof(long)));
        Mark(slot).CopyTo(slot.AsSpan(sizeof(long) + HashLength));
        var other = Newest() is { Slot: 0 } ? 1 : 0;
        using var stream = new FileStream(path, DataFolder.File(FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite));
        if (stream.Length < 2 * SlotLength)
            stream.Write(new byte[2 * SlotLength]);
        stream.Position = other * SlotLength;
        stream.Write(slot);
        stream.Flush(flushToDisk: true);
    }

    private (int Slot, (long Sequence, byte[] Hash) Head)? Newest()
    {
        if (!File.Exists(path))
            return null;
        var content = new byte[2 * SlotLength];
        using (var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite))
            stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
        (int Slot, (long Sequence, byte[] Hash) Head)? newest = null;
        for (var slot = 0; slot < 2; slot++)
            if (ReadSlot(content.AsSpan(slot * SlotLength, SlotLength)) is { } head && (newest is null || head.Sequence > newest.Value.Head.Sequence))
                newest = (slot, head);
        return newest;
    }

    private (long Sequence, byte[] Hash)? ReadSlot(ReadOnlySpan<byte> slot) =>
        CryptographicOperations.FixedTimeEquals(Mark(slot), slot[(sizeof(long) + HashLength)..])
            ? (BinaryPrimitives.ReadInt64BigEndian(slot), slot.Slice(sizeof(long), HashLength).ToArray())
            : null;

    private byte[] Mark(ReadOnlySpan<byte> slot) => key.Sign([.. "audit head"u8, .. slot[..(sizeof(long) + HashLength)]]);
}
