using ChatOps.Database.Checks;

namespace ChatOps.Database.Introspection.Diff;

/// <summary>Compares primary keys, references and CHECK constraints of one table. Their names do not count: most are made by the engine.</summary>
internal static class KeyComparison
{
    internal static void Compare(Table before, Table after, ChangeList changes)
    {
        ComparePrimaryKey(before, after, changes);
        CompareReferences(before, after, changes);
        CompareChecks(before, after, changes);
    }

    private static void ComparePrimaryKey(Table before, Table after, ChangeList changes)
    {
        const string What = "primary-key";
        var (old, now) = (string.Join(", ", before.PrimaryKey), string.Join(", ", after.PrimaryKey));
        if (changes.Engines.SameNames(before.PrimaryKey, after.PrimaryKey))
        {
            return;
        }

        if (after.PrimaryKey.Count == 0)
        {
            changes.Removed(Severity.Error, What, after.Name, before.PrimaryKey, old, $"{after.Name} has no primary key any more: nothing stops two rows of the same {old}.");
        }
        else if (before.PrimaryKey.Count == 0)
        {
            changes.Added(Severity.Warning, What, after.Name, after.PrimaryKey, now, $"{after.Name} has the primary key {now} now: rows that repeat it are refused.");
        }
        else
        {
            changes.Changed(Severity.Error, What, null, after.Name, after.PrimaryKey, old, now, $"The primary key of {after.Name} is {now} instead of {old}.");
        }
    }

    private static void CompareReferences(Table before, Table after, ChangeList changes)
    {
        const string What = "foreign-key";
        var engines = changes.Engines;
        var pairing = Pairing.Of(
            before.ForeignKeys, after.ForeignKeys,
            (old, now) => engines.SameNames(old.Columns, now.Columns) && SameTarget(old, now, engines),
            (old, now) => engines.SameNames(old.Columns, now.Columns));
        foreach (var key in pairing.Removed)
        {
            changes.Removed(Severity.Warning, What, after.Name, key.Columns, Describe(key), $"{Place(after, key)} no longer references {key.ReferencedTable}: rows without a parent are accepted.");
        }

        foreach (var key in pairing.Added)
        {
            changes.Added(Severity.Warning, What, after.Name, key.Columns, Describe(key), $"{Place(after, key)} references {key.ReferencedTable} now: rows without a parent are refused.");
        }

        foreach (var (old, now) in pairing.Pairs.Where(pair => !Same(pair.Before, pair.After, engines)))
        {
            changes.Changed(Severity.Warning, What, null, after.Name, now.Columns, Describe(old), Describe(now), $"The reference of {Place(after, now)} differs: {Describe(now)} instead of {Describe(old)}.");
        }
    }

    private static bool SameTarget(ForeignKey old, ForeignKey now, Engines engines) =>
        engines.SameName(old.ReferencedTable, now.ReferencedTable) && engines.SameNames(old.ReferencedColumns, now.ReferencedColumns);

    private static bool Same(ForeignKey old, ForeignKey now, Engines engines) =>
        SameTarget(old, now, engines)
        && Action(old.OnDelete) == Action(now.OnDelete)
        && Action(old.OnUpdate) == Action(now.OnUpdate)
        && (!engines.Same || (old.Validated == now.Validated && old.Enforced == now.Enforced && old.Deferrable == now.Deferrable));

    /// <summary>RESTRICT and NO ACTION both refuse; they differ only in when, and MySQL calls them the same.</summary>
    private static string Action(string action) =>
        action.ToUpperInvariant() is "RESTRICT" or "" or "NO ACTION" ? "NO ACTION" : action.ToUpperInvariant();

    private static string Place(Table table, ForeignKey key) => $"{table.Name} ({string.Join(", ", key.Columns)})";

    private static string Describe(ForeignKey key) =>
        $"{key.ReferencedTable} ({string.Join(", ", key.ReferencedColumns)}) ON DELETE {Action(key.OnDelete)} ON UPDATE {Action(key.OnUpdate)}"
        + (key.Deferrable ? " DEFERRABLE" : "") + (key.Enforced ? "" : " switched off") + (key.Validated ? "" : " not validated");

    /// <summary>Every engine writes conditions in its own words, so across engines only the columns they are about are compared.</summary>
    private static void CompareChecks(Table before, Table after, ChangeList changes)
    {
        const string What = "check";
        var engines = changes.Engines;
        var pairing = engines.Same
            ? Pairing.Of(before.Checks, after.Checks, (old, now) => Text(old) == Text(now), (old, now) => old.Name is not null && old.Name == now.Name)
            : Pairing.Of(before.Checks, after.Checks, (old, now) => engines.SameSet(old.Columns, now.Columns));
        foreach (var check in pairing.Removed)
        {
            changes.Removed(Severity.Warning, What, after.Name, check.Columns, check.Expression, $"{after.Name} no longer checks {check.Expression}.");
        }

        foreach (var check in pairing.Added)
        {
            changes.Added(Severity.Warning, What, after.Name, check.Columns, check.Expression, $"{after.Name} checks {check.Expression} now: rows that break it are refused.");
        }

        foreach (var (old, now) in pairing.Pairs.Where(pair => engines.Same && (Text(pair.Before) != Text(pair.After) || pair.Before.Validated != pair.After.Validated)))
        {
            changes.Changed(Severity.Warning, What, null, after.Name, now.Columns, Describe(old), Describe(now), $"{after.Name} checks {Describe(now)} instead of {Describe(old)}.");
        }
    }

    private static string Describe(CheckConstraint check) => check.Expression + (check.Validated ? "" : " (not validated)");

    private static string Text(CheckConstraint check) => SqlText.Normalize(check.Expression);
}
