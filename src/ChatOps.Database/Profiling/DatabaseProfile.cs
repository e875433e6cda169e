namespace ChatOps.Database.Profiling;

/// <summary>Exact statistics over full tables.</summary>
public sealed record DatabaseProfile(string Connection, IReadOnlyList<TableProfile> Tables)
{
    /// <summary>Tables that could not be profiled, and why.</summary>
    public IReadOnlyList<Checks.NotChecked> NotChecked { get; init; } = [];
}

/// <summary>One table's statistics.</summary>
/// <param name="Sql">The statement that produced the row count and the column figures.</param>
public sealed record TableProfile(string Name, long Rows, IReadOnlyList<ColumnProfile> Columns, string Sql);

/// <summary>One column's statistics. Numeric figures cover the values stored as numbers.</summary>
public sealed record ColumnProfile
{
    public required string Name { get; init; }

    /// <summary>The declared type.</summary>
    public required string Type { get; init; }

    public required long Nulls { get; init; }

    /// <summary>Texts that are empty or only white space.</summary>
    public long Blanks { get; init; }

    /// <summary>Distinct values other than NULL.</summary>
    public required long Distinct { get; init; }

    /// <summary>Smallest value other than NULL in the database's own order, or null.</summary>
    public object? Min { get; init; }

    public object? Max { get; init; }

    /// <summary>Mean of the values stored as numbers, or null.</summary>
    public double? Mean { get; init; }

    /// <summary>Population standard deviation of the values stored as numbers, or null.</summary>
    public double? StandardDeviation { get; init; }

    /// <summary>Shortest and longest text in characters, or null.</summary>
    public long? MinLength { get; init; }

    public long? MaxLength { get; init; }

    /// <summary>How many values each storage class has (SQLite: integer, real, text, blob), NULLs left out.</summary>
    public IReadOnlyDictionary<string, long> StoredTypes { get; init; } = new Dictionary<string, long>();
}
