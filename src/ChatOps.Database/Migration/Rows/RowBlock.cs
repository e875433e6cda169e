using System.Buffers.Binary;
using ChatOps.Database.Connections;

namespace ChatOps.Database.Migration.Rows;

/// <summary>
/// Rows in one piece of memory, free of any engine: per value four bytes of length (little-endian, -1 for NULL), then the bytes that
/// <see cref="Types.TransferKind"/> tells. A value that is not what its column says has a bit of its length set, then a byte that tells how it is
/// stored (<see cref="ValueKind"/>), then its own bytes. Filled by one, then read by others; used again after <see cref="Clear"/>.
/// </summary>
internal sealed class RowBlock
{
    /// <summary>Set in the length of a value that is not what its column says; no value is that long.</summary>
    internal const int MisfitFlag = 1 << 30;

    private byte[] _bytes;
    private int[] _ends = new int[256];
    private int _length;

    /// <param name="size">Bytes to begin with; a longer row makes it grow.</param>
    internal RowBlock(int size = 1 << 18) => _bytes = new byte[size];

    internal int Count { get; private set; }

    /// <summary>Bytes of all whole rows.</summary>
    internal int Length => Count == 0 ? 0 : _ends[Count - 1];

    internal ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    internal ReadOnlySpan<byte> Row(int index) => _bytes.AsSpan(StartOf(index), _ends[index] - StartOf(index));

    /// <summary>Every byte of the rows from <paramref name="first"/> on.</summary>
    internal ReadOnlySpan<byte> From(int first) => _bytes.AsSpan(StartOf(first), Length - StartOf(first));

    /// <summary>How many whole rows there are in that many bytes from <paramref name="first"/> on.</summary>
    internal int WholeRows(int first, int bytes)
    {
        var found = Array.BinarySearch(_ends, first, Count - first, StartOf(first) + bytes);
        return (found >= 0 ? found + 1 : ~found) - first;
    }

    /// <summary>Bytes of that many rows from <paramref name="first"/> on.</summary>
    internal int Size(int first, int rows) => rows == 0 ? 0 : _ends[first + rows - 1] - StartOf(first);

    /// <summary>Where a reader of the rows from <paramref name="first"/> on begins.</summary>
    internal RowCursor Read(int first = 0) => new(_bytes.AsSpan(StartOf(first), Length - StartOf(first)));

    internal void Clear() => (Count, _length) = (0, 0);

    internal void AppendNull() => BinaryPrimitives.WriteInt32LittleEndian(Reserve(sizeof(int)), -1);

    internal void Append(ReadOnlySpan<byte> value) => value.CopyTo(AppendLength(value.Length));

    internal void Append(long value) => BinaryPrimitives.WriteInt64LittleEndian(AppendLength(sizeof(long)), value);

    internal void Append(int value) => BinaryPrimitives.WriteInt32LittleEndian(AppendLength(sizeof(int)), value);

    internal void AppendMisfit(ValueKind kind, ReadOnlySpan<byte> value)
    {
        var place = Reserve(sizeof(int) + 1 + value.Length);
        BinaryPrimitives.WriteInt32LittleEndian(place, (value.Length + 1) | MisfitFlag);
        place[sizeof(int)] = (byte)kind;
        value.CopyTo(place[(sizeof(int) + 1)..]);
    }

    /// <summary>The row is whole.</summary>
    internal void EndRow()
    {
        if (Count == _ends.Length)
        {
            Array.Resize(ref _ends, Count * 2);
        }

        _ends[Count++] = _length;
    }

    /// <summary>Takes back what was appended since the last whole row.</summary>
    internal void AbandonRow() => _length = Length;

    /// <summary>A copy of one row at the end of another block.</summary>
    internal void CopyRow(int index, RowBlock target)
    {
        Row(index).CopyTo(target.Reserve(Row(index).Length));
        target.EndRow();
    }

    private int StartOf(int index) => index == 0 ? 0 : _ends[index - 1];

    private Span<byte> AppendLength(int length)
    {
        var place = Reserve(sizeof(int) + length);
        BinaryPrimitives.WriteInt32LittleEndian(place, length);
        return place[sizeof(int)..];
    }

    private Span<byte> Reserve(int count)
    {
        if (_bytes.Length - _length < count)
        {
            Array.Resize(ref _bytes, Math.Max(checked(_bytes.Length * 2), checked(_length + count)));
        }

        var place = _bytes.AsSpan(_length, count);
        _length += count;
        return place;
    }
}

/// <summary>Walks over the values of a <see cref="RowBlock"/>.</summary>
internal ref struct RowCursor
{
    private ReadOnlySpan<byte> _rest;

    internal RowCursor(ReadOnlySpan<byte> rows) => _rest = rows;

    /// <summary>The value that <see cref="Next"/> has found is not what its column says: its first byte is the <see cref="ValueKind"/>.</summary>
    internal bool IsMisfit { get; private set; }

    /// <summary>Bytes that are still to come.</summary>
    internal readonly int Left => _rest.Length;

    /// <summary>The next value's bytes; false for NULL.</summary>
    internal bool Next(out ReadOnlySpan<byte> value)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(_rest);
        IsMisfit = length > 0 && (length & RowBlock.MisfitFlag) != 0;
        length = IsMisfit ? length & ~RowBlock.MisfitFlag : length;
        value = length < 0 ? default : _rest.Slice(sizeof(int), length);
        _rest = _rest[(sizeof(int) + Math.Max(0, length))..];
        return length >= 0;
    }
}
