using ChatOps.Database.Connections;
using ChatOps.Database.Profiling.Counting;

namespace ChatOps.Database.Profiling.Batches;

/// <summary>One column's values of some rows, copied out of the reader so that another thread can look at them while the next rows are read.</summary>
internal sealed class ColumnBatch
{
    private const int KeptBytes = 1 << 20;

    private readonly ValueKind[] _kinds;
    private readonly long[] _bits;
    private readonly int[] _ends;
    private byte[] _bytes = new byte[256];
    private int _used;
    private int _rows;

    internal ColumnBatch(int rows) => (_kinds, _bits, _ends) = (new ValueKind[rows], new long[rows], new int[rows + 1]);

    internal ReadOnlySpan<ValueKind> Kinds => _kinds.AsSpan(0, _rows);

    /// <summary>Bytes of texts held now.</summary>
    internal int Bytes => _used;

    /// <summary>The integer; for a boolean 0 or 1.</summary>
    internal long Integer(int row) => _bits[row];

    /// <summary>The real, or the exact number rounded to a double. Never negative zero.</summary>
    internal double Real(int row) => BitConverter.Int64BitsToDouble(_bits[row]);

    /// <summary>A text's UTF-8, or an exact number in its shortest form.</summary>
    internal ReadOnlySpan<byte> Text(int row) => _bytes.AsSpan(_ends[row], _ends[row + 1] - _ends[row]);

    /// <summary>A blob's; blobs themselves are not copied.</summary>
    internal Fingerprint Blob(int row) => Fingerprint.Read(Text(row));

    internal void Clear()
    {
        (_rows, _used) = (0, 0);
        if (_bytes.Length > KeptBytes)
        {
            _bytes = new byte[256];
        }
    }

    /// <summary>Takes the value of the reader's current row.</summary>
    internal void Take(RowReader reader, int column)
    {
        var kind = reader.GetKind(column);
        _kinds[_rows] = kind;
        switch (kind)
        {
            case ValueKind.Integer or ValueKind.Boolean:
                _bits[_rows] = reader.GetInt64(column);
                break;
            case ValueKind.Real:
                _bits[_rows] = Canonical(reader.GetDouble(column));
                break;
            case ValueKind.Text:
                Append(reader.GetBytes(column));
                break;
            case ValueKind.Decimal:
                var number = reader.GetBytes(column);
                _bits[_rows] = Canonical(DecimalText.ToDouble(number));
                Append(DecimalText.Shortest(number));
                break;
            case ValueKind.Blob:
                Fingerprint.OfBlob(reader.GetBytes(column)).Write(Reserve(Fingerprint.Size));
                break;
        }

        _ends[++_rows] = _used;
    }

    /// <summary>Equal reals have equal bits: one zero, one NaN.</summary>
    private static long Canonical(double number) =>
        number == 0 ? 0 : BitConverter.DoubleToInt64Bits(double.IsNaN(number) ? double.NaN : number);

    private void Append(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Reserve(bytes.Length));

    private Span<byte> Reserve(int length)
    {
        if (_bytes.Length - _used < length)
        {
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max((long)_bytes.Length * 2, (long)_used + length)));
        }

        var span = _bytes.AsSpan(_used, length);
        _used += length;
        return span;
    }
}
