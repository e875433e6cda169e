using ChatOps.Database.Connections;

namespace ChatOps.Database.Profiling.Batches;

/// <summary>Some rows, column by column.</summary>
internal sealed class RowBatch
{
    private const int Cells = 16_384;
    internal const int MostRows = 1_024;
    private const int LeastRows = 16;
    private const int MostBytes = 4 << 20;

    private readonly int _capacity;

    internal RowBatch(int columns)
    {
        _capacity = Math.Clamp(Cells / Math.Max(1, columns), LeastRows, MostRows);
        Columns = [.. Enumerable.Range(0, columns).Select(_ => new ColumnBatch(_capacity))];
    }

    internal ColumnBatch[] Columns { get; }

    internal int Rows { get; private set; }

    /// <summary>Reads until the batch is full; false where the rows have ended.</summary>
    internal async ValueTask<bool> FillAsync(RowReader reader, CancellationToken cancellationToken)
    {
        Clear();
        var bytes = 0;
        while (Rows < _capacity && bytes < MostBytes)
        {
            if (!await reader.ReadAsync(cancellationToken))
            {
                return false;
            }

            bytes = Take(reader);
        }

        return true;
    }

    private int Take(RowReader reader)
    {
        var bytes = 0;
        for (var column = 0; column < Columns.Length; column++)
        {
            Columns[column].Take(reader, column);
            bytes += Columns[column].Bytes;
        }

        Rows++;
        return bytes;
    }

    private void Clear()
    {
        Rows = 0;
        foreach (var column in Columns)
        {
            column.Clear();
        }
    }
}
