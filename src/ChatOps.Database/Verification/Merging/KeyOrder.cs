using System.Buffers.Binary;
using ChatOps.Database.Connections;
using ChatOps.Database.Migration.Rows;
using ChatOps.Database.Migration.Types;

namespace ChatOps.Database.Verification.Merging;

/// <summary>
/// The order in which every engine is asked to deliver keys (<see cref="IDialect.BinaryOrder"/>), over canonical bytes: NULL first, then numbers by
/// value, texts by their bytes, bytes. A value that is not what its column says follows those that are, as far as SQLite sorts it there.
/// </summary>
internal sealed class KeyOrder
{
    private readonly TransferKind[] _kinds;

    /// <param name="kinds">Of the first columns of the rows.</param>
    internal KeyOrder(IEnumerable<TransferKind> kinds) => _kinds = [.. kinds];

    /// <summary>Compares the keys of two rows.</summary>
    internal int Compare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var one = new RowCursor(left);
        var two = new RowCursor(right);
        foreach (var kind in _kinds)
        {
            var (hasOne, hasTwo) = (one.Next(out var first), two.Next(out var second));
            var order = !hasOne || !hasTwo ? hasOne.CompareTo(hasTwo)
                : one.IsMisfit || two.IsMisfit ? CompareMisfits((kind, one.IsMisfit), first, two.IsMisfit, second)
                : Compare(kind, first, second);
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }

    /// <summary>The bytes of the row's key.</summary>
    internal ReadOnlySpan<byte> KeyOf(ReadOnlySpan<byte> row)
    {
        var cursor = new RowCursor(row);
        for (var column = 0; column < _kinds.Length; column++)
        {
            cursor.Next(out _);
        }

        return row[..^cursor.Left];
    }

    private static int Compare(TransferKind kind, ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => kind switch
    {
        TransferKind.Integer or TransferKind.Time or TransferKind.Moment or TransferKind.Instant =>
            BinaryPrimitives.ReadInt64LittleEndian(left).CompareTo(BinaryPrimitives.ReadInt64LittleEndian(right)),
        TransferKind.Date => BinaryPrimitives.ReadInt32LittleEndian(left).CompareTo(BinaryPrimitives.ReadInt32LittleEndian(right)),
        TransferKind.Real => CompareReals(BinaryPrimitives.ReadDoubleLittleEndian(left), BinaryPrimitives.ReadDoubleLittleEndian(right)),
        TransferKind.Decimal => DecimalDigits.Compare(left, right),
        _ => left.SequenceCompareTo(right),
    };

    /// <summary>NaN is the largest, as in PostgreSQL.</summary>
    private static int CompareReals(double left, double right) =>
        double.IsNaN(left) || double.IsNaN(right) ? double.IsNaN(left).CompareTo(double.IsNaN(right)) : left.CompareTo(right);

    private static int CompareMisfits((TransferKind Kind, bool IsMisfit) left, ReadOnlySpan<byte> first, bool rightIsMisfit, ReadOnlySpan<byte> second)
    {
        var order = Rank(left.Kind, left.IsMisfit, first).CompareTo(Rank(left.Kind, rightIsMisfit, second));
        return order != 0 ? order : left.IsMisfit != rightIsMisfit ? left.IsMisfit.CompareTo(rightIsMisfit) : first.SequenceCompareTo(second);
    }

    /// <summary>Numbers before texts before bytes (SQLite, "Datatypes In SQLite", section 4.1).</summary>
    private static int Rank(TransferKind kind, bool isMisfit, ReadOnlySpan<byte> value)
    {
        if (isMisfit)
        {
            return (ValueKind)value[0] switch { ValueKind.Text => 1, ValueKind.Blob => 2, _ => 0 };
        }

        return kind switch
        {
            TransferKind.Integer or TransferKind.Real or TransferKind.Decimal or TransferKind.Boolean => 0,
            TransferKind.Binary => 2,
            _ => 1,
        };
    }
}
