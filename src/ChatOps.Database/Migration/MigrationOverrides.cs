using ChatOps.Database.Migration.Fixes;

namespace ChatOps.Database.Migration;

/// <summary>Choices of a person for one migration. Names compare without case.</summary>
public sealed record MigrationOverrides
{
    public static MigrationOverrides None { get; } = new();

    /// <summary>Declared type of the source, as written or without its sizes, to the target's own words, such as <c>datetime</c> to <c>timestamptz</c>.</summary>
    public IReadOnlyDictionary<string, string> Types { get; init; } = new Dictionary<string, string>();

    /// <summary>By source table.</summary>
    public IReadOnlyDictionary<string, TableOverride> Tables { get; init; } = new Dictionary<string, TableOverride>();
}

/// <summary>Choices for one table.</summary>
public sealed record TableOverride
{
    /// <summary>Where it stands in a file, such as <c>shop.yaml:3:5</c>, for messages; null where it comes from no file.</summary>
    public string? Place { get; init; }

    /// <summary>Its name in the target.</summary>
    public string? Rename { get; init; }

    /// <summary>A condition in the source's own SQL; only rows for which it is true are migrated, and it may only read.</summary>
    public string? Where { get; init; }

    /// <summary>Of rows with the same values one goes on; null where all do.</summary>
    public Deduplication? Deduplicate { get; init; }

    /// <summary>Rows that refer to nothing are left out for good, where else they are kept as rejects.</summary>
    public bool DropOrphans { get; init; }

    /// <summary>By source column.</summary>
    public IReadOnlyDictionary<string, ColumnOverride> Columns { get; init; } = new Dictionary<string, ColumnOverride>();
}

/// <summary>Choices for one column.</summary>
public sealed record ColumnOverride
{
    /// <summary>Where it stands in a file, such as <c>shop.yaml:3:5</c>, for messages; null where it comes from no file.</summary>
    public string? Place { get; init; }

    /// <summary>Its name in the target.</summary>
    public string? Rename { get; init; }

    /// <summary>Its type in the target's own words.</summary>
    public string? Type { get; init; }

    /// <summary>What happens to its values on the way, in order.</summary>
    public IReadOnlyList<ValueFix> Fixes { get; init; } = [];
}

/// <summary>Of rows with the same values in some columns one goes on, and the others are rejected. NULL equals nothing.</summary>
/// <param name="Columns">Source columns, at least one.</param>
/// <param name="Keep">The row with the largest value here stays; null for the first one in the table's own order.</param>
public sealed record Deduplication(IReadOnlyList<string> Columns, string? Keep);
