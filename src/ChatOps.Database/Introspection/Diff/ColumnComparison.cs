using ChatOps.Database.Checks;
using ChatOps.Database.Connections;

namespace ChatOps.Database.Introspection.Diff;

/// <summary>Compares the columns of one table.</summary>
internal static class ColumnComparison
{
    private const string What = "column";

    internal static void Compare(Table before, Table after, ChangeList changes)
    {
        var pairing = Pairing.ByName(before.Columns, after.Columns, column => column.Name, changes.Engines.IgnoreCase);
        var renames = RenameHints.Of(before, pairing.Removed, after, pairing.Added, changes.Engines);
        foreach (var column in pairing.Removed)
        {
            var renamed = renames.GetValueOrDefault(column.Name);
            changes.Removed(
                Severity.Error, What, before.Name, [column.Name], Describe(column),
                $"{before.Name}.{column.Name} is gone: statements that name it fail.{Hint(renamed)}", renamed);
        }

        foreach (var column in pairing.Added)
        {
            Add(after.Name, column, changes);
        }

        foreach (var (old, now) in pairing.Pairs)
        {
            Compare(before, old, after, now, changes);
        }

        CompareOrder(before, after, pairing, changes);
    }

    internal static string Describe(Column column) =>
        $"{(column.DeclaredType.Length > 0 ? column.DeclaredType : "no type")}{(column.Nullable ? "" : " NOT NULL")}{(column.Default is { } value ? $" DEFAULT {value}" : "")}{(column.Generated ? " GENERATED" : "")}";

    private static string Hint(string? name) => name is null ? "" : $" {name} is new and looks the same: it was probably renamed.";

    private static void Add(string table, Column column, ChangeList changes)
    {
        var mustBeGiven = column is { Nullable: false, Default: null, Generated: false, Identity: false };
        changes.Added(
            mustBeGiven ? Severity.Error : Severity.Info, What, table, [column.Name], Describe(column),
            mustBeGiven ? $"{table}.{column.Name} is new, may not be NULL and has no default: inserts that leave it out fail." : $"{table}.{column.Name} is new.");
    }

    private static void Compare(Table before, Column old, Table after, Column now, ChangeList changes)
    {
        var place = $"{after.Name}.{now.Name}";
        void Change(Severity severity, string aspect, string? was, string? became, string message) =>
            changes.Changed(severity, What, aspect, after.Name, [now.Name], was, became, message);

        CompareType(old, now, place, changes.Engines, Change);
        CompareNulls(before, old, after, now, place, changes.Engines, Change);
        if (!old.Identity && !now.Identity && !old.Generated && !now.Generated && !SameDefault(old, now, changes.Engines))
        {
            Change(Severity.Warning, "default", old.Default, now.Default, $"{place} {(now.Default is null ? "has no default any more" : old.Default is null ? $"has the default {now.Default} now" : $"has another default: {now.Default} instead of {old.Default}")}; rows that leave it out get another value.");
        }

        if (old.Generated != now.Generated)
        {
            Change(Severity.Error, "generated", Generated(old), Generated(now), now.Generated ? $"{place} is computed by the database now: statements that write it fail." : $"{place} is not computed by the database any more: whoever inserts has to fill it.");
        }

        if (old.Identity != now.Identity && !changes.Engines.Has(DatabaseProvider.Sqlite))
        {
            Change(now.Identity ? Severity.Info : Severity.Error, "identity", Identity(old), Identity(now), now.Identity ? $"{place} is numbered by the database now." : $"{place} is not numbered by the database any more: inserts that leave it out fail.");
        }

        if (changes.Engines.Same && !string.Equals(old.Collation, now.Collation, StringComparison.OrdinalIgnoreCase))
        {
            Change(Severity.Warning, "collation", old.Collation, now.Collation, $"{place} is sorted and compared by {now.Collation ?? "the default collation"} instead of {old.Collation ?? "the default collation"}: order and equality of texts may differ.");
        }

        if (changes.Engines.Same && old.Comment != now.Comment)
        {
            Change(Severity.Info, "comment", old.Comment, now.Comment, $"The comment on {place} differs.");
        }
    }

    private static void CompareType(Column old, Column now, string place, Engines engines, Action<Severity, string, string?, string?, string> change)
    {
        var (was, became) = (old.DeclaredType, now.DeclaredType);
        switch (TypeComparison.Compare(old, now, engines))
        {
            case TypeChange.Narrower:
                change(Severity.Error, "type", was, became, $"{place} is narrower: {became} instead of {was}. Values that fitted may be refused or cut.");
                break;
            case TypeChange.Wider:
                change(Severity.Info, "type", was, became, $"{place} is wider: {became} instead of {was}.");
                break;
            case TypeChange.Other when old.Kind != now.Kind:
                change(Severity.Error, "type", was, became, $"{place} holds another kind of value: {Named(became)} instead of {Named(was)}.");
                break;
            case TypeChange.Other:
                change(Severity.Warning, "type", was, became, $"{place} is declared as {Named(became)} instead of {Named(was)}.");
                break;
        }
    }

    /// <summary>SQLite allows NULL in most primary keys by an old mistake, other engines never.</summary>
    private static void CompareNulls(Table before, Column old, Table after, Column now, string place, Engines engines, Action<Severity, string, string?, string?, string> change)
    {
        var isKeyOfBoth = !engines.Same && before.PrimaryKey.Contains(old.Name) && after.PrimaryKey.Contains(now.Name);
        if (old.Nullable == now.Nullable || isKeyOfBoth)
        {
            return;
        }

        if (now.Nullable)
        {
            change(Severity.Warning, "null", "NOT NULL", "NULL", $"{place} may be NULL now: readers that rely on a value may meet none.");
        }
        else
        {
            change(Severity.Error, "null", "NULL", "NOT NULL", $"{place} may not be NULL any more: writes without a value fail.");
        }
    }

    private static bool SameDefault(Column old, Column now, Engines engines) =>
        engines.Same && old.Default == now.Default || DefaultSpelling.Of(old.Default) == DefaultSpelling.Of(now.Default);

    /// <summary>The columns that both have, in the order of each.</summary>
    private static void CompareOrder(Table before, Table after, Pairing<Column> pairing, ChangeList changes)
    {
        var old = before.Columns.Where(column => !pairing.Removed.Contains(column)).Select(column => column.Name).ToList();
        var now = after.Columns.Where(column => !pairing.Added.Contains(column)).Select(column => column.Name).ToList();
        if (!changes.Engines.SameNames(old, now))
        {
            changes.Changed(
                Severity.Warning, What, "order", after.Name, [], string.Join(", ", old), string.Join(", ", now),
                $"The columns of {after.Name} stand in another order: inserts and reads that do not name their columns mix them up.");
        }
    }

    private static string Named(string type) => type.Length > 0 ? type : "no type";

    private static string Generated(Column column) => column.Generated ? "GENERATED" : "stored";

    private static string Identity(Column column) => column.Identity ? "numbered" : "not numbered";
}
