namespace ChatOps.Database.Verification.Merging;

/// <summary>Sees to it that the keys of one side come in strictly rising order: only then does a merge find every row's partner.</summary>
internal sealed class OrderWatch
{
    private readonly KeyOrder _order;
    private byte[] _last = [];
    private int _length = -1;

    internal OrderWatch(KeyOrder order) => _order = order;

    /// <summary>Looks at the next rows of the stream, before it advances over them.</summary>
    /// <returns>False where one of them does not follow the row before it.</returns>
    internal bool Follow(RowStream stream, int rows)
    {
        var previous = _last.AsSpan(0, Math.Max(0, _length));
        var isFirst = _length < 0;
        var row = default(ReadOnlySpan<byte>);
        for (var index = 0; index < rows; index++)
        {
            row = stream.RowAt(index);
            if (!isFirst && _order.Compare(index == 0 ? previous : stream.RowAt(index - 1), row) >= 0)
            {
                return false;
            }

            isFirst = false;
        }

        Keep(_order.KeyOf(row));
        return true;
    }

    private void Keep(ReadOnlySpan<byte> key)
    {
        _last = _last.Length < key.Length ? new byte[key.Length * 2] : _last;
        key.CopyTo(_last);
        _length = key.Length;
    }
}
