using ChatOps.Database.Checks;
using ChatOps.Database.Connections;

namespace ChatOps.Database.Introspection.Diff;

/// <summary>
/// Compares unique keys and indexes of one table by what they cover. The primary key's own index is compared as the key;
/// names count only where somebody chose them and both schemas are of one engine.
/// </summary>
internal static class IndexDifferences
{
    internal static void Compare(Table before, Table after, ChangeList changes)
    {
        var engines = changes.Engines;
        var pairing = Pairing.Of(
            Compared(before), Compared(after),
            (old, now) => SameShape(old, now, engines) && old.Name == now.Name,
            (old, now) => SameShape(old, now, engines),
            (old, now) => engines.Same && old.Origin == IndexOrigin.Created && now.Origin == IndexOrigin.Created && old.Name == now.Name);
        foreach (var index in pairing.Removed.Where(index => !IsMadeForReference(index, before, engines)))
        {
            Remove(after.Name, index, changes);
        }

        foreach (var index in pairing.Added.Where(index => !IsMadeForReference(index, after, engines)))
        {
            Add(after.Name, index, changes);
        }

        foreach (var (old, now) in pairing.Pairs)
        {
            Compare(after.Name, old, now, changes);
        }
    }

    private static List<Index> Compared(Table table) => [.. table.Indexes.Where(index => index.Origin != IndexOrigin.PrimaryKey)];

    private static void Remove(string table, Index index, ChangeList changes) => changes.Removed(
        Severity.Warning, What(index), table, Columns(index), Describe(index),
        index.Unique ? $"{table} may repeat {Covered(index)} now: the unique {index.Name} is gone." : $"{table} has no index on {Covered(index)} any more: queries that used {index.Name} get slower.");

    private static void Add(string table, Index index, ChangeList changes) => changes.Added(
        index.Unique ? Severity.Warning : Severity.Info, What(index), table, Columns(index), Describe(index),
        index.Unique ? $"{table} may no longer repeat {Covered(index)}: {index.Name} is new." : $"{table} has a new index on {Covered(index)}.");

    private static void Compare(string table, Index old, Index now, ChangeList changes)
    {
        if (!SameShape(old, now, changes.Engines) || (changes.Engines.Same && old.Valid != now.Valid))
        {
            changes.Changed(
                old.Unique == now.Unique && now.Valid ? Severity.Info : Severity.Warning, What(now), null, table, Columns(now), Describe(old), Describe(now),
                $"The index {now.Name} of {table} covers {Describe(now)} instead of {Describe(old)}.");
        }
        else if (changes.Engines.Same && old.Name != now.Name && old is { Origin: IndexOrigin.Created, Sql: not null } && now is { Origin: IndexOrigin.Created, Sql: not null })
        {
            changes.Changed(Severity.Info, What(now), "name", table, Columns(now), old.Name, now.Name, $"The index {old.Name} of {table} is called {now.Name} now.");
        }
    }

    private static bool SameShape(Index old, Index now, Engines engines) =>
        old.Unique == now.Unique && old.Partial == now.Partial && engines.SameNames(old.Columns, now.Columns)
        && (!engines.Same || (SqlText.WithoutQuotes(Definition(old)) == SqlText.WithoutQuotes(Definition(now)) && old.Method == now.Method && old.NullsNotDistinct == now.NullsNotDistinct
            && engines.SameNames(old.Included, now.Included) && old.Collations.SequenceEqual(now.Collations, StringComparer.OrdinalIgnoreCase)));

    /// <summary>What follows the table's name: sort orders, expressions and the condition.</summary>
    private static string Definition(Index index) =>
        index.Sql is { } sql && sql.IndexOf('(', StringComparison.Ordinal) is >= 0 and var open ? SqlText.Normalize(sql[open..]) : "";

    /// <summary>MySQL makes an index for every reference by itself, other engines make none.</summary>
    private static bool IsMadeForReference(Index index, Table table, Engines engines) =>
        !engines.Same && engines.Has(DatabaseProvider.MySql) && !index.Unique
        && table.ForeignKeys.Any(key => engines.SameNames(index.Columns, key.Columns));

    private static string What(Index index) => index.Unique ? "unique" : "index";

    private static List<string> Columns(Index index) => [.. index.Columns.OfType<string>()];

    private static string Covered(Index index) => index.Columns.Contains(null) ? "an expression" : string.Join(", ", index.Columns);

    private static string Describe(Index index) =>
        $"{(index.Unique ? "unique " : "")}{index.Name} {(Definition(index) is { Length: > 0 } definition ? definition : $"({Covered(index)})")}{(index.Valid ? "" : ", which is not valid")}";
}
