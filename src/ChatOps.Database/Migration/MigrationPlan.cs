using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Migration.Fixes;
using ChatOps.Database.Migration.Types;

namespace ChatOps.Database.Migration;

/// <summary>Everything that a migration will do, decided before it does anything. It is plain data: written to a file and read back it is the same plan.</summary>
public sealed record MigrationPlan
{
    public required DatabaseProvider Source { get; init; }

    public required DatabaseProvider Target { get; init; }

    /// <summary>PostgreSQL: the namespace to make first, or null.</summary>
    public string? TargetSchema { get; init; }

    public MigrationMode Mode { get; init; }

    /// <summary>Referenced tables before those that refer to them, as far as there is such an order.</summary>
    public required IReadOnlyList<TablePlan> Tables { get; init; }

    /// <summary>Statements for the target that make the views that could be translated, in order.</summary>
    public IReadOnlyList<ViewPlan> Views { get; init; } = [];

    /// <summary>What people should know before they agree; errors first.</summary>
    public IReadOnlyList<MigrationNote> Notes { get; init; } = [];

    /// <summary>Of the source's and the target's schema when this was planned.</summary>
    public required string SourceFingerprint { get; init; }

    public required string TargetFingerprint { get; init; }
}

/// <summary>One table's way.</summary>
/// <param name="Source">As it is.</param>
/// <param name="Target">
/// As it will be, in the target's own words: name, columns with their declared types and defaults, key, references, indexes (each
/// with its parts), checks, comments.
/// </param>
/// <param name="Columns">Those whose values are carried over, in the target's order; computed ones are left out.</param>
public sealed record TablePlan(Table Source, Table Target, IReadOnlyList<ColumnPlan> Columns)
{
    /// <summary>A condition in the source's own SQL, or null for all rows.</summary>
    public string? Where { get; init; }

    /// <summary>Rows of the source as the engine estimates them, or null.</summary>
    public long? EstimatedRows { get; init; }

    /// <summary>The target has the table already (append), so it is neither made nor given indexes or constraints.</summary>
    public bool IsThere { get; init; }

    /// <summary>Rows that are set apart before they are loaded, whatever their values.</summary>
    public IReadOnlyList<RowRule> Rules { get; init; } = [];
}

/// <summary>One column's way.</summary>
/// <param name="Type">What its values are; the same on both sides, so that they can be compared.</param>
/// <param name="Place">What the target column holds, with the sizes that a value must fit.</param>
/// <param name="Reason">Why this type was chosen, as a sentence for people.</param>
public sealed record ColumnPlan(Column Source, Column Target, TransferType Type, TransferType Place, string Reason)
{
    /// <summary>What happens to its values on the way, in order; the source itself stays as it is.</summary>
    public IReadOnlyList<ValueFix> Fixes { get; init; } = [];
}

/// <summary>A view that can be made in the target.</summary>
/// <param name="Sql">The whole statement in the target's own SQL.</param>
public sealed record ViewPlan(string Name, string Sql);

/// <summary>One thing that people should know.</summary>
/// <param name="Table">Of the source, or null.</param>
/// <param name="Column">Of the source, or null.</param>
/// <param name="Message">What is the case and what will be done about it, as sentences.</param>
public sealed record MigrationNote(NoteKind Kind, string? Table, string? Column, string Message)
{
    /// <summary>Rows that it is about, or null where it is about none.</summary>
    public long? Rows { get; init; }
}

/// <summary>How much a note matters.</summary>
public enum NoteKind
{
    /// <summary>The migration cannot be done so.</summary>
    Error,

    /// <summary>Rows will be rejected.</summary>
    Reject,

    /// <summary>Something of the source has no place in the target and will be missing.</summary>
    NotCarried,

    /// <summary>Something will be different without being lost, such as a wider type.</summary>
    Changed,
}
