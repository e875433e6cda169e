namespace ChatOps.Benchmarks.Migration;

/// <summary>One table of the shop.</summary>
/// <param name="Columns">As SQLite declares them; the first is the key.</param>
/// <param name="References">As SQL declares them.</param>
/// <param name="Indexes">What stands behind CREATE.</param>
/// <param name="Fill">Hands over the values behind the key, in order.</param>
internal sealed record ShopTable(string Name, string Columns, string[] References, string[] Indexes, long Rows, Action<ShopRow> Fill)
{
    private string[] Declared { get; } = Columns.Split(", ");

    public int ColumnCount => Declared.Length;

    /// <summary>Columns that must not be NULL.</summary>
    public int Required => Declared.Count(column => column.EndsWith("NOT NULL", StringComparison.Ordinal));

    /// <summary>Columns with a length or a precision.</summary>
    public int Sized => Declared.Count(column => column.Contains('(', StringComparison.Ordinal));

    public string SqliteDefinition => $"CREATE TABLE {Name} ({string.Join(", ", [IsBare ? Columns : Columns.Replace("id INTEGER,", "id INTEGER PRIMARY KEY,", StringComparison.Ordinal), .. References])})";

    /// <summary>Without keys, references and indexes.</summary>
    public ShopTable Bare => this with { References = [], Indexes = [], IsBare = true };

    private bool IsBare { get; init; }

    /// <summary>The columns for PostgreSQL, without anything that would slow down loading.</summary>
    public string BareColumns => Columns
        .Replace("INTEGER", "bigint", StringComparison.Ordinal).Replace("REAL", "double precision", StringComparison.Ordinal).Replace("DATETIME", "timestamp", StringComparison.Ordinal);

    /// <summary>Names of the columns of a type.</summary>
    public IEnumerable<string> ColumnsOf(string type) => Declared.Where(column => column.Split(' ')[1] == type).Select(column => column.Split(' ')[0]);
}
