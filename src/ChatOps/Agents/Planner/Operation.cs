using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChatOps.Agents.Planner;

/// <summary>One thing to be done, by the names of what it is about and independent of how it is carried out.</summary>
public sealed record Operation(OperationKind Kind)
{
    public string? Database { get; init; }

    /// <summary>Of a migration or comparison: where the rows come from, or what is measured against.</summary>
    public string? Source { get; init; }

    public string? Target { get; init; }

    /// <summary>Tables that it is limited to; empty means all.</summary>
    public IReadOnlyList<string> Tables { get; init; } = [];

    /// <summary>Tables that were left out.</summary>
    public IReadOnlyList<string> Except { get; init; } = [];

    public string? Job { get; init; }

    public string? Run { get; init; }

    /// <summary>A channel, an e-mail address or a person.</summary>
    public string? Recipient { get; init; }

    /// <summary>What a validation is limited to: <c>duplicates</c>, <c>foreign_keys</c>.</summary>
    public IReadOnlyList<string> Checks { get; init; } = [];

    /// <summary>What a comparison is about: <c>row_counts</c>, <c>schema</c>; null for everything.</summary>
    public string? What { get; init; }

    /// <summary>Of runs that are asked for: <c>failed</c>, <c>running</c>, <c>succeeded</c>.</summary>
    public string? Status { get; init; }

    /// <summary>Of files: <c>csv</c>.</summary>
    public string? Format { get; init; }

    public DateOnly? Until { get; init; }

    /// <summary>The condition in words; null for none.</summary>
    public string? When { get; init; }

    /// <summary>Of a migration: rows that are not fit are left out, instead of stopping it.</summary>
    public bool OnlyCleanRows { get; init; }

    /// <summary>Of a question about data: the question.</summary>
    public string? Question { get; init; }

    /// <summary>What to know of it, in a sentence; else null.</summary>
    public string? Note { get; init; }

    /// <summary>Of a question about data: the one SELECT that answers it; null where the database cannot be asked.</summary>
    public string? Sql { get; init; }

    /// <summary>The tables that <see cref="Sql"/> reads, where the grammar wrote it; not part of what was asked.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Reads { get; init; } = [];

    /// <summary>The same is done with the same, in the same order.</summary>
    public static bool AreSame(IReadOnlyList<Operation> left, IReadOnlyList<Operation> right) =>
        JsonSerializer.Serialize(left) == JsonSerializer.Serialize(right);
}

/// <summary>What can be asked for.</summary>
public enum OperationKind
{
    /// <summary>A question about data, which one SELECT answers.</summary>
    Query,

    /// <summary>What a database or a table holds.</summary>
    Profile,

    /// <summary>Rows that are unlike the others.</summary>
    Anomalies,

    Validate,

    /// <summary>Two databases beside each other.</summary>
    Compare,

    /// <summary>A copy against its source, value by value.</summary>
    Verify,

    /// <summary>A report where many read it.</summary>
    Report,

    /// <summary>A word to somebody.</summary>
    Notify,

    Ticket,

    Export,

    Backup,

    MigrateDryRun,

    Migrate,

    Rollback,

    RunJob,

    Cancel,

    /// <summary>What ran, and how it ended.</summary>
    History,

    Help,

    /// <summary>Something was put on a schedule; asked for, it is the operations with a <see cref="Interpretation.Schedule"/>.</summary>
    ScheduleCreate,

    ScheduleList,

    /// <summary>When something runs next.</summary>
    ScheduleNext,

    ScheduleUpdate,

    SchedulePause,

    ScheduleResume,

    ScheduleDelete,

    /// <summary>A decision on a request of somebody else.</summary>
    Decide,
}
