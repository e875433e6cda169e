namespace ChatOps.Database.Introspection;

/// <summary>A declared reference.</summary>
/// <param name="Columns">In key order.</param>
/// <param name="ReferencedTable">The name by which the schema knows it.</param>
/// <param name="ReferencedColumns">The same number, resolved to the referenced primary key when the declaration leaves them out; empty when that cannot be resolved.</param>
public sealed record ForeignKey(
    string? Name, IReadOnlyList<string> Columns, string ReferencedTable, IReadOnlyList<string> ReferencedColumns, string OnDelete, string OnUpdate)
{
    /// <summary>PostgreSQL: the referenced table's namespace, the default one too.</summary>
    public string? ReferencedNamespace { get; init; }

    /// <summary>The referenced table's name within its namespace.</summary>
    public string ReferencedLocalName
    {
        get => field ?? ReferencedTable;
        init;
    }

    /// <summary>PostgreSQL: the rows that were there before have been checked.</summary>
    public bool Validated { get; init; } = true;

    /// <summary>New rows are checked; false where its triggers are switched off.</summary>
    public bool Enforced { get; init; } = true;

    public bool Deferrable { get; init; }

    /// <summary>A <see cref="Deferrable"/> one that is checked when the transaction ends, unless somebody says otherwise.</summary>
    public bool Deferred { get; init; }
}

/// <summary>A CHECK constraint.</summary>
public sealed record CheckConstraint(string? Name, string Expression)
{
    /// <summary>The columns it mentions.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>PostgreSQL: the rows that were there before have been checked.</summary>
    public bool Validated { get; init; } = true;
}

/// <summary>One index.</summary>
/// <param name="Columns">In index order; null stands for an expression.</param>
/// <param name="Origin">Why it exists.</param>
public sealed record Index(string Name, IReadOnlyList<string?> Columns, bool Unique, IndexOrigin Origin)
{
    /// <summary>What it sorts by, in order: as <see cref="Columns"/>, and everything that a column's name does not tell.</summary>
    public IReadOnlyList<IndexPart> Parts { get; init; } = [];

    /// <summary>Covers only the rows of its WHERE clause.</summary>
    public bool Partial { get; init; }

    /// <summary>The condition of a <see cref="Partial"/> one, as an SQL expression.</summary>
    public string? Condition { get; init; }

    /// <summary>The name that somebody gave to the constraint that it enforces, or null.</summary>
    public string? Constraint { get; init; }

    /// <summary>The statement that made it, or null for one that stands behind a key.</summary>
    public string? Sql { get; init; }

    /// <summary>The collating sequence of each column, in index order.</summary>
    public IReadOnlyList<string> Collations { get; init; } = [];

    /// <summary>Columns that are only carried along (PostgreSQL INCLUDE).</summary>
    public IReadOnlyList<string> Included { get; init; } = [];

    /// <summary>Such as <c>btree</c>, <c>gin</c>, <c>fulltext</c>; null for the engine's only one.</summary>
    public string? Method { get; init; }

    /// <summary>Can be used; false after a concurrent build that failed.</summary>
    public bool Valid { get; init; } = true;

    /// <summary>PostgreSQL: a unique index in which NULLs collide too.</summary>
    public bool NullsNotDistinct { get; init; }
}

/// <summary>One thing that an index sorts by.</summary>
/// <param name="Column">Null for an expression.</param>
/// <param name="Expression">Null for a column.</param>
public sealed record IndexPart(string? Column, string? Expression = null)
{
    public bool Descending { get; init; }

    /// <summary>PostgreSQL: NULLs stand before all values; by itself so only when descending.</summary>
    public bool NullsFirst { get; init; }

    /// <summary>MySQL: only so many characters or bytes from the beginning.</summary>
    public int? Prefix { get; init; }

    /// <summary>A collating sequence of its own.</summary>
    public string? Collation { get; init; }

    /// <summary>PostgreSQL: an operator class other than the type's own.</summary>
    public string? OperatorClass { get; init; }
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
