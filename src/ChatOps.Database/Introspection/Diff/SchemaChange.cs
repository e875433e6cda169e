using ChatOps.Database.Checks;

namespace ChatOps.Database.Introspection.Diff;

/// <summary>One difference between two schemas, told from the first to the second.</summary>
public sealed record SchemaChange
{
    /// <summary>Stable kebab-case id made of the object and what happened, such as <c>column-removed</c> or <c>foreign-key-changed</c>.</summary>
    public required string Rule { get; init; }

    /// <summary>
    /// Error: something that used it stops working, or values no longer fit. Warning: a guarantee is gone or writes behave
    /// otherwise. Info: what worked before still does.
    /// </summary>
    public required Severity Severity { get; init; }

    public required ChangeKind Change { get; init; }

    /// <summary>What kind of thing differs: <c>table</c>, <c>column</c>, <c>primary-key</c>, <c>foreign-key</c>, <c>unique</c>, <c>index</c>, <c>check</c>, <c>view</c>, <c>trigger</c> or <c>sequence</c>.</summary>
    public required string Object { get; init; }

    /// <summary>The table, view, trigger or sequence.</summary>
    public required string Table { get; init; }

    /// <summary>The columns concerned; empty when it is about the whole object.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>How it was; null for what was added.</summary>
    public string? Before { get; init; }

    /// <summary>How it is; null for what was removed.</summary>
    public string? After { get; init; }

    /// <summary>What it means, in one or two sentences.</summary>
    public required string Message { get; init; }

    /// <summary>The other name, where what was removed here was added there in the same shape: probably a rename.</summary>
    public string? RenamedTo { get; init; }
}

/// <summary>What happened to an object.</summary>
public enum ChangeKind
{
    /// <summary>Only the second schema has it.</summary>
    Added,

    /// <summary>Only the first schema has it.</summary>
    Removed,

    /// <summary>Both have it, and it is not the same.</summary>
    Changed,
}

/// <summary>Everything that differs between two schemas.</summary>
/// <param name="Changes">Worst first, then by object and table.</param>
/// <param name="NotCompared">Tables that one of the two could not describe.</param>
public sealed record SchemaDiff(IReadOnlyList<SchemaChange> Changes, IReadOnlyList<NotChecked> NotCompared)
{
    /// <summary>Nothing that was compared differs.</summary>
    public bool Identical => Changes.Count == 0;
}
