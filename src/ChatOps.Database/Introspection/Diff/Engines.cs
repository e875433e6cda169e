using ChatOps.Database.Connections;

namespace ChatOps.Database.Introspection.Diff;

/// <summary>The engines of the two schemas, which decide what counts as a difference.</summary>
internal sealed record Engines(DatabaseProvider? Before, DatabaseProvider? After)
{
    /// <summary>Declarations can be compared as they are written.</summary>
    internal bool Same => Before == After;

    /// <summary>Names that differ only by case are the same name: everywhere but within PostgreSQL.</summary>
    internal bool IgnoreCase => !(Same && Before == DatabaseProvider.PostgreSql);

    internal bool Has(DatabaseProvider provider) => Before == provider || After == provider;

    internal bool SameName(string before, string after) =>
        before.Equals(after, IgnoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

    internal bool SameNames(IEnumerable<string?> before, IEnumerable<string?> after) =>
        before.SequenceEqual(after, IgnoreCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);

    internal bool SameSet(IEnumerable<string> before, IEnumerable<string> after) =>
        before.ToHashSet(IgnoreCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal).SetEquals(after);
}
