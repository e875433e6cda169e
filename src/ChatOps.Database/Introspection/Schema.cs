namespace ChatOps.Database.Introspection;

/// <summary>The live schema at one moment. Names keep the database's own casing and are never quoted here.</summary>
public sealed record Schema
{
    /// <summary>In name order, without the engine's own tables.</summary>
    public required IReadOnlyList<Table> Tables { get; init; }

    public IReadOnlyList<View> Views { get; init; } = [];

    public IReadOnlyList<Trigger> Triggers { get; init; } = [];

    /// <summary>Tables that are there and cannot be read as tables of rows, with the reason: virtual tables and what stands behind them.</summary>
    public IReadOnlyList<SkippedTable> Skipped { get; init; } = [];

    /// <summary>Lower-case hex SHA-256 over everything above; equal schemas have equal fingerprints.</summary>
    public required string Fingerprint { get; init; }
}

/// <summary>A table that is not described, and why.</summary>
public sealed record SkippedTable(string Name, string Reason);

/// <summary>One table.</summary>
public sealed record Table
{
    public required string Name { get; init; }

    public required IReadOnlyList<Column> Columns { get; init; }

    /// <summary>Column names in key order; empty when there is no primary key.</summary>
    public IReadOnlyList<string> PrimaryKey { get; init; } = [];

    public IReadOnlyList<ForeignKey> ForeignKeys { get; init; } = [];

    /// <summary>All indexes, those that stand behind keys included.</summary>
    public IReadOnlyList<Index> Indexes { get; init; } = [];

    public IReadOnlyList<CheckConstraint> Checks { get; init; } = [];

    /// <summary>SQLite: the table has no rowid.</summary>
    public bool WithoutRowId { get; init; }

    /// <summary>SQLite: the table is STRICT.</summary>
    public bool Strict { get; init; }

    public string? Comment { get; init; }
}

/// <summary>One column.</summary>
/// <param name="DeclaredType">As written in the schema, such as <c>NVARCHAR(160)</c>; empty when there is none.</param>
public sealed record Column(string Name, string DeclaredType, bool Nullable)
{
    /// <summary>The default as an SQL expression, or null.</summary>
    public string? Default { get; init; }

    public string? Collation { get; init; }

    /// <summary>Computed by the database.</summary>
    public bool Generated { get; init; }

    public string? Comment { get; init; }
}

/// <summary>A declared reference.</summary>
/// <param name="Columns">In key order.</param>
/// <param name="ReferencedColumns">The same number, resolved to the referenced primary key when the declaration leaves them out; empty when that cannot be resolved.</param>
public sealed record ForeignKey(
    string? Name, IReadOnlyList<string> Columns, string ReferencedTable, IReadOnlyList<string> ReferencedColumns, string OnDelete, string OnUpdate);

/// <summary>One index.</summary>
/// <param name="Columns">In index order; null stands for an expression.</param>
/// <param name="Origin">Why it exists.</param>
public sealed record Index(string Name, IReadOnlyList<string?> Columns, bool Unique, IndexOrigin Origin)
{
    /// <summary>Covers only the rows of its WHERE clause.</summary>
    public bool Partial { get; init; }

    /// <summary>The statement that made it, or null for one that stands behind a key.</summary>
    public string? Sql { get; init; }

    /// <summary>The collating sequence of each column, in index order.</summary>
    public IReadOnlyList<string> Collations { get; init; } = [];
}

/// <summary>Why an index exists.</summary>
public enum IndexOrigin
{
    /// <summary>Somebody created it.</summary>
    Created,

    /// <summary>It enforces a UNIQUE constraint.</summary>
    Unique,

    /// <summary>It enforces the primary key.</summary>
    PrimaryKey,
}

/// <summary>A CHECK constraint.</summary>
public sealed record CheckConstraint(string? Name, string Expression);

/// <summary>A view and the statement that made it.</summary>
public sealed record View(string Name, string Sql);

/// <summary>A trigger and the statement that made it.</summary>
public sealed record Trigger(string Name, string Table, string Sql);
