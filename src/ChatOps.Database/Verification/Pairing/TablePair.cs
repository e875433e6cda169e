using ChatOps.Database.Introspection;
using ChatOps.Database.Migration.Types;

namespace ChatOps.Database.Verification.Pairing;

/// <summary>Two tables that should hold the same rows.</summary>
/// <param name="Name">In the source, or of a table that only the target has its name there.</param>
internal sealed record TablePair(string Name, VerifiedSide Source, VerifiedSide Target)
{
    /// <summary>The names by which people and the reject table know the columns, with the types of their values.</summary>
    internal IReadOnlyList<(string Name, TransferType Type)> Shown { get; } = [.. Source.Columns.Select(column => (column.Column.Name, column.Type))];

    /// <summary>What is left out of the comparison, as a sentence; null for nothing.</summary>
    internal string? NotCompared { get; init; }

    /// <summary>The key as people read it, such as <c>order_id, line</c>.</summary>
    internal string KeyNames => string.Join(", ", Source.Columns.Take(Source.KeyLength).Select(column => column.Column.Name));
}

/// <summary>A table that has no partner.</summary>
/// <param name="Name">By which it is listed.</param>
/// <param name="Table">The one that is there, or null where neither is.</param>
/// <param name="IsSource">It is the source that has it.</param>
/// <param name="Reason">As a sentence.</param>
internal sealed record LoneTable(string Name, Table? Table, bool IsSource, string Reason);
