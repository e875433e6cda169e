namespace ChatOps.Database.Anomalies;

/// <summary>Rows that can be read twice in the same order.</summary>
internal abstract class RowSource
{
    /// <summary>The columns that may become features; the first cells of a row.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>The key's columns; the cells after those. Empty when rows are known by their number.</summary>
    public IReadOnlyList<string> KeyColumns { get; init; } = [];

    /// <summary>Columns that are left out before any row is read.</summary>
    public IReadOnlyList<IgnoredColumn> Ignored { get; init; } = [];

    /// <summary>The statement that reads the rows, or what stands for it.</summary>
    public required string Sql { get; init; }

    /// <summary>What to tell people about how the rows were read; complete after the first reading.</summary>
    public virtual IReadOnlyList<string> Notes => [];

    public int Width => Columns.Count + KeyColumns.Count;

    /// <summary>Every row; the array is used again for the next one.</summary>
    public abstract IAsyncEnumerable<Cell[]> ReadAsync(CancellationToken cancellationToken);
}
