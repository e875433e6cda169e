using System.Text.Json.Serialization;

namespace ChatOps.Database.Introspection;

/// <summary>The live schema at one moment. Names keep the database's own casing and are never quoted here.</summary>
public sealed record Schema
{
    /// <summary>In name order, without the engine's own tables. A partitioned table stands for its partitions.</summary>
    public required IReadOnlyList<Table> Tables { get; init; }

    public IReadOnlyList<View> Views { get; init; } = [];

    public IReadOnlyList<Trigger> Triggers { get; init; } = [];

    public IReadOnlyList<Sequence> Sequences { get; init; } = [];

    /// <summary>Tables that are there and cannot be read as tables of rows, with the reason: virtual tables and what stands behind them.</summary>
    public IReadOnlyList<SkippedTable> Skipped { get; init; } = [];

    /// <summary>MySQL: the collation that new tables get.</summary>
    public string? Collation { get; init; }

    /// <summary>Lower-case hex SHA-256 over everything above; equal schemas have equal fingerprints.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>What the engine has counted so far; changes with every row, so it is no part of the fingerprint or of any file.</summary>
    [JsonIgnore]
    public SchemaStatistics Statistics { get; init; } = SchemaStatistics.None;
}

/// <summary>A table that is not described, and why.</summary>
public sealed record SkippedTable(string Name, string Reason);

/// <summary>A view and the statement that made it.</summary>
public sealed record View(string Name, string Sql)
{
    /// <summary>PostgreSQL: the namespace, the default one too.</summary>
    public string? Namespace { get; init; }

    /// <summary>The name within its namespace.</summary>
    public string LocalName
    {
        get => field ?? Name;
        init;
    }

    /// <summary>Its rows are stored.</summary>
    public bool Materialized { get; init; }

    public string? Comment { get; init; }
}

/// <summary>A trigger and the statement that made it.</summary>
public sealed record Trigger(string Name, string Table, string Sql)
{
    /// <summary>PostgreSQL: false where somebody switched it off.</summary>
    public bool Enabled { get; init; } = true;
}

/// <summary>A generator of numbers: a sequence, or a column's own counter.</summary>
/// <param name="Name">The sequence's name; for a column's own counter the table's.</param>
/// <param name="Table">The table whose column it fills, or null.</param>
public sealed record Sequence(string Name, string? Table, string? Column)
{
    /// <summary>The last number it can give, also limited by the column's type.</summary>
    public decimal Limit { get; init; }

    public long Increment { get; init; } = 1;

    /// <summary>Begins again after its last number.</summary>
    public bool Cycles { get; init; }
}
