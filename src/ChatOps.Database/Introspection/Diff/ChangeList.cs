using ChatOps.Database.Checks;

namespace ChatOps.Database.Introspection.Diff;

/// <summary>Collects the differences of one comparison.</summary>
internal sealed class ChangeList(Engines engines)
{
    private readonly List<SchemaChange> _changes = [];

    internal Engines Engines => engines;

    internal void Added(Severity severity, string what, string table, IReadOnlyList<string> columns, string after, string message) =>
        _changes.Add(New(severity, ChangeKind.Added, what, table, columns, message) with { After = after });

    internal void Removed(Severity severity, string what, string table, IReadOnlyList<string> columns, string before, string message, string? renamedTo = null) =>
        _changes.Add(New(severity, ChangeKind.Removed, what, table, columns, message) with { Before = before, RenamedTo = renamedTo });

    /// <param name="aspect">What about it, such as <c>type</c>; null for the whole.</param>
    internal void Changed(
        Severity severity, string what, string? aspect, string table, IReadOnlyList<string> columns, string? before, string? after, string message)
    {
        var change = New(severity, ChangeKind.Changed, what, table, columns, message) with { Before = before, After = after };
        _changes.Add(aspect is null ? change : change with { Rule = $"{what}-{aspect}-changed" });
    }

    /// <summary>Worst first, then by table and what it is about.</summary>
    internal IReadOnlyList<SchemaChange> Sorted() =>
    [
        .. _changes.OrderByDescending(change => change.Severity)
            .ThenBy(change => change.Table, StringComparer.Ordinal)
            .ThenBy(change => change.Rule, StringComparer.Ordinal)
            .ThenBy(change => string.Join(',', change.Columns), StringComparer.Ordinal),
    ];

    private static SchemaChange New(Severity severity, ChangeKind kind, string what, string table, IReadOnlyList<string> columns, string message) => new()
    {
        Rule = $"{what}-{kind.ToString().ToLowerInvariant()}",
        Severity = severity,
        Change = kind,
        Object = what,
        Table = table,
        Columns = columns,
        Message = message,
    };
}
