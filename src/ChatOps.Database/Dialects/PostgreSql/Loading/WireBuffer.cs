using System.Buffers.Binary;

namespace ChatOps.Database.Dialects.PostgreSql.Loading;

/// <summary>Bytes on their way to the server, in its own order (big-endian).</summary>
internal sealed class WireBuffer
{
    /// <summary>Large enough that the driver sends it as it is, without a copy into its own buffer.</summary>
    internal const int Full = 1 << 16;

    private byte[] _bytes = new byte[Full + (Full / 4)];

    internal int Length { get; private set; }

    internal ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    internal void Clear() => Length = 0;

    internal void Put(byte value) => Room(1)[0] = value;

    internal void Put(short value) => BinaryPrimitives.WriteInt16BigEndian(Room(sizeof(short)), value);

    internal void Put(int value) => BinaryPrimitives.WriteInt32BigEndian(Room(sizeof(int)), value);

    internal void Put(long value) => BinaryPrimitives.WriteInt64BigEndian(Room(sizeof(long)), value);

    internal void Put(ReadOnlySpan<byte> value) => value.CopyTo(Room(value.Length));

    /// <summary>The next bytes, to be written by the caller.</summary>
    internal Span<byte> Room(int count)
    {
        if (_bytes.Length - Length < count)
        {
            Array.Resize(ref _bytes, Math.Max(checked(_bytes.Length * 2), checked(Length + count)));
        }

        var room = _bytes.AsSpan(Length, count);
        Length += count;
        return room;
    }
}
