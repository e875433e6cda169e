namespace ChatOps.Database.Profiling;

/// <summary>Exact statistics over full tables.</summary>
public sealed record DatabaseProfile(string Connection, IReadOnlyList<TableProfile> Tables)
{
    /// <summary>Tables that could not be profiled, and why.</summary>
    public IReadOnlyList<Checks.NotChecked> NotChecked { get; init; } = [];
}

/// <summary>One table's statistics.</summary>
/// <param name="Sql">The statement that produced the row count and the column figures.</param>
public sealed record TableProfile(string Name, long Rows, IReadOnlyList<ColumnProfile> Columns, string Sql)
{
    /// <summary>Columns, or where asked for pairs of columns, that tell every two rows apart and are never NULL. Exact for the rows there are now.</summary>
    public IReadOnlyList<IReadOnlyList<string>> CandidateKeys { get; init; } = [];

    /// <summary>Pairs of numeric columns that go together closely, closest first, at most 20.</summary>
    public IReadOnlyList<Correlation> Correlations { get; init; } = [];

    /// <summary>Columns with few values that decide another column's value in every row.</summary>
    public IReadOnlyList<Dependency> Dependencies { get; init; } = [];
}

/// <summary>Two numeric columns that go together.</summary>
/// <param name="Coefficient">Pearson's r, -1..1, exact over <paramref name="Rows"/>, the rows where both are numbers.</param>
public sealed record Correlation(string X, string Y, double Coefficient, long Rows);

/// <summary>Rows that agree in <paramref name="From"/> agree in <paramref name="To"/>, without exception.</summary>
public sealed record Dependency(string From, string To);
