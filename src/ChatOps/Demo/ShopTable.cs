namespace ChatOps.Demo;

/// <summary>Rows of one table on their way into the demo database.</summary>
/// <param name="Key">How many leading columns are the primary key; 0 when there is none.</param>
internal sealed record ShopTable(string Name, int Key, string[] Columns)
{
    public List<object?[]> Rows { get; } = [];

    public int Index(string column) => Array.IndexOf(Columns, column);

    public void Add(params object?[] row) => Rows.Add(row);

    /// <summary>The key of a row by column; its rowid where the table has no key.</summary>
    public IReadOnlyDictionary<string, object?> KeyOf(int row) => Key == 0
        ? new Dictionary<string, object?> { ["rowid"] = row + 1L }
        : Columns.Take(Key).Select((column, i) => (column, Rows[row][i])).ToDictionary(pair => pair.column, pair => pair.Item2);
}
