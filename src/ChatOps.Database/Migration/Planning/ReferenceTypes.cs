using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Migration.Types;

namespace ChatOps.Database.Migration.Planning;

/// <summary>Types of columns that refer to each other.</summary>
internal static class ReferenceTypes
{
    /// <summary>A number that the engine counts has 64 signed bits, whatever it may be declared as; so have those that refer to it.</summary>
    internal static void FollowCounters(Route route, IReadOnlyDictionary<string, TableDraft> tables)
    {
        if (route.SameEngine)
        {
            return;
        }

        foreach (var column in tables.Values.SelectMany(table => table.Columns).Where(column => column is { Words: null, Source.Identity: true, Type.Kind: TransferKind.Decimal }))
        {
            Count(column);
        }

        foreach (var (child, _) in Pairs(tables).Where(pair => pair is { Child.Type.Kind: TransferKind.Decimal, Parent: { Source.Identity: true, Type.Kind: TransferKind.Integer } }))
        {
            Count(child);
        }
    }

    /// <summary>The widest of all, since MySQL refuses a reference between numbers of different sizes.</summary>
    internal static void Unify(Route route, IReadOnlyDictionary<string, TableDraft> tables)
    {
        var changed = !route.SameEngine && route.TargetEngine == DatabaseProvider.MySql;
        while (changed)
        {
            changed = false;
            foreach (var (child, parent) in Pairs(tables))
            {
                var type = Wider(child.Wanted, parent.Wanted);
                changed |= type is not null && (child.Wanted != type || parent.Wanted != type);
                (child.Wanted, parent.Wanted) = type is null ? (child.Wanted, parent.Wanted) : (type, type);
            }
        }
    }

    /// <summary>The engine can compare the two.</summary>
    internal static bool AreComparable(TransferType one, TransferType other, DatabaseProvider target) => target switch
    {
        DatabaseProvider.Sqlite => true,
        DatabaseProvider.PostgreSql => one.Kind == other.Kind || (IsNumber(one) && IsNumber(other)),
        _ => one.Kind == other.Kind && one.IgnoresCase == other.IgnoresCase && (one.Kind is not (TransferKind.Integer or TransferKind.Decimal) || (one.Bits, one.Unsigned, one.Precision, one.Scale) == (other.Bits, other.Unsigned, other.Precision, other.Scale)),
    };

    private static void Count(ColumnDraft column) =>
        column.Type = column.Wanted = new TransferType(TransferKind.Integer) { Bits = 64, Unsigned = false };

    private static bool IsNumber(TransferType type) => type.Kind is TransferKind.Integer or TransferKind.Decimal or TransferKind.Real;

    private static IEnumerable<(ColumnDraft Child, ColumnDraft Parent)> Pairs(IReadOnlyDictionary<string, TableDraft> tables) =>
        from table in tables.Values
        from key in table.Source.ForeignKeys
        where tables.ContainsKey(key.ReferencedTable)
        from pair in key.Columns.Zip(key.ReferencedColumns)
        let child = table.Find(pair.First)
        let parent = tables[key.ReferencedTable].Find(pair.Second)
        where child is { Words: null } && parent is { Words: null }
        select (child, parent);

    /// <summary>Null where no type is both.</summary>
    private static TransferType? Wider(TransferType one, TransferType other) => (one.Kind, other.Kind) switch
    {
        (TransferKind.Integer, TransferKind.Integer) when one.Unsigned == other.Unsigned => one with { Bits = Math.Max(one.Bits ?? 64, other.Bits ?? 64) },
        (TransferKind.Integer, TransferKind.Integer) => new TransferType(TransferKind.Integer) { Bits = Math.Min(64, Math.Max(one.Bits ?? 64, other.Bits ?? 64) * 2) },
        (TransferKind.Decimal, TransferKind.Decimal) when one.Precision is { } && other.Precision is { } => WiderDecimal(one, other),
        _ => null,
    };

    private static TransferType WiderDecimal(TransferType one, TransferType other)
    {
        var scale = Math.Max(one.Scale ?? 0, other.Scale ?? 0);
        var whole = Math.Max(one.Precision!.Value - (one.Scale ?? 0), other.Precision!.Value - (other.Scale ?? 0));
        return one with { Precision = whole + scale, Scale = scale, Unsigned = one.Unsigned && other.Unsigned };
    }
}
