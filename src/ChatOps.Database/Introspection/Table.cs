namespace ChatOps.Database.Introspection;

/// <summary>One table.</summary>
public sealed record Table
{
    /// <summary>Unique within the schema. PostgreSQL: <c>namespace.name</c> where the namespace is not the default one.</summary>
    public required string Name { get; init; }

    /// <summary>PostgreSQL: the namespace, the default one too.</summary>
    public string? Namespace { get; init; }

    /// <summary>The name within its namespace.</summary>
    public string LocalName
    {
        get => field ?? Name;
        init;
    }

    public required IReadOnlyList<Column> Columns { get; init; }

    /// <summary>Column names in key order; empty when there is no primary key.</summary>
    public IReadOnlyList<string> PrimaryKey { get; init; } = [];

    public IReadOnlyList<ForeignKey> ForeignKeys { get; init; } = [];

    /// <summary>All indexes, those that stand behind keys included.</summary>
    public IReadOnlyList<Index> Indexes { get; init; } = [];

    public IReadOnlyList<CheckConstraint> Checks { get; init; } = [];

    public TableKind Kind { get; init; }

    /// <summary>SQLite: the table has no rowid.</summary>
    public bool WithoutRowId { get; init; }

    /// <summary>SQLite: the table is STRICT.</summary>
    public bool Strict { get; init; }

    /// <summary>MySQL: the storage engine, such as <c>InnoDB</c>.</summary>
    public string? Engine { get; init; }

    /// <summary>MySQL: the collation that new text columns get.</summary>
    public string? Collation { get; init; }

    public string? Comment { get; init; }

    /// <summary>The column of that name, compared without case; null when there is none.</summary>
    public Column? Find(string column) =>
        Columns.FirstOrDefault(own => own.Name == column) ?? Columns.FirstOrDefault(own => own.Name.Equals(column, StringComparison.OrdinalIgnoreCase));
}

/// <summary>How a table keeps its rows.</summary>
public enum TableKind
{
    /// <summary>In itself.</summary>
    Ordinary,

    /// <summary>In partitions.</summary>
    Partitioned,

    /// <summary>On another server.</summary>
    Foreign,
}
