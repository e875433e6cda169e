using ChatOps.Database.Connections;

namespace ChatOps.Database.Introspection.Diff;

/// <summary>What a change of type does to the values that are there.</summary>
internal enum TypeChange
{
    /// <summary>The same values fit.</summary>
    None,

    /// <summary>Every value that fitted still fits, and more do.</summary>
    Wider,

    /// <summary>Another spelling or another kind: nobody can say that every value keeps its meaning.</summary>
    Other,

    /// <summary>Some values that fitted no longer fit.</summary>
    Narrower,
}

/// <summary>Compares types: within one engine as they are declared, across engines by kind, length and precision.</summary>
internal static class TypeComparison
{
    /// <summary>What engines call a text without a limit is limited on MySQL; from 65,535 on that is no difference worth telling.</summary>
    private const long NoLimit = 65_535;

    /// <summary>Sizes in bytes of the whole and floating-point numbers that have one; SQLite's own words mean no size.</summary>
    private static readonly (string Word, int Bytes)[] Sizes =
    [
        ("tinyint", 1), ("smallint", 2), ("smallserial", 2), ("mediumint", 3), ("int2", 2), ("int4", 4), ("int8", 8), ("bigint", 8), ("bigserial", 8),
        ("integer", 4), ("int", 4), ("serial", 4), ("real", 4), ("float4", 4), ("double", 8), ("float8", 8), ("float", 4),
    ];

    internal static TypeChange Compare(Column before, Column after, Engines engines)
    {
        if (engines.Same && Spelling(before).Equals(Spelling(after), StringComparison.OrdinalIgnoreCase) && before.Length == after.Length && before.Kind == after.Kind)
        {
            return TypeChange.None;
        }

        if (before.Kind != after.Kind)
        {
            return !engines.Same && IsCounterpart(before.Kind, after.Kind, engines) ? TypeChange.None : TypeChange.Other;
        }

        var size = Worst([Limits(before.Length, after.Length), Numbers(before, after), Width(before, after, engines), Zone(before, after, engines)]);
        return size == TypeChange.None && engines.Same ? TypeChange.Other : size;
    }

    private static string Spelling(Column column) => string.Join(' ', column.DeclaredType.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>SQLite and MySQL have no truth values of their own, SQLite no dates; a type of its own is text elsewhere.</summary>
    private static bool IsCounterpart(ColumnKind before, ColumnKind after, Engines engines)
    {
        bool Are(ColumnKind one, ColumnKind other) => (before == one && after == other) || (before == other && after == one);
        return before == ColumnKind.Any || after == ColumnKind.Any
            || Are(ColumnKind.Boolean, ColumnKind.Integer)
            || (engines.Has(DatabaseProvider.Sqlite) && (Are(ColumnKind.Date, ColumnKind.Text) || Are(ColumnKind.Decimal, ColumnKind.Integer)));
    }

    private static TypeChange Limits(long? before, long? after)
    {
        var (old, now) = (before >= NoLimit ? null : before, after >= NoLimit ? null : after);
        return old == now ? TypeChange.None : now is null || now > old ? TypeChange.Wider : TypeChange.Narrower;
    }

    /// <summary>Digits before the point and digits behind it count for themselves.</summary>
    private static TypeChange Numbers(Column before, Column after)
    {
        if (before.Kind != ColumnKind.Decimal || (before.Precision == after.Precision && (before.Scale ?? 0) == (after.Scale ?? 0)))
        {
            return TypeChange.None;
        }

        return Worst([
            Limits(before.Precision - (before.Scale ?? 0), after.Precision - (after.Scale ?? 0)),
            Limits(before.Precision is null ? null : before.Scale ?? 0, after.Precision is null ? null : after.Scale ?? 0)]);
    }

    private static TypeChange Width(Column before, Column after, Engines engines)
    {
        if (engines.Has(DatabaseProvider.Sqlite) || before.Kind is not (ColumnKind.Integer or ColumnKind.Floating))
        {
            return TypeChange.None;
        }

        return (Bytes(before), Bytes(after)) is ({ } old, { } now) ? Limits(old, now) : TypeChange.None;
    }

    private static int? Bytes(Column column) =>
        Array.Find(Sizes, size => column.DeclaredType.StartsWith(size.Word, StringComparison.OrdinalIgnoreCase)) is { Word: not null } found ? found.Bytes : null;

    private static TypeChange Zone(Column before, Column after, Engines engines) =>
        before.WithZone == after.WithZone || !engines.Same ? TypeChange.None : TypeChange.Other;

    private static TypeChange Worst(ReadOnlySpan<TypeChange> changes)
    {
        var worst = TypeChange.None;
        foreach (var change in changes)
        {
            worst = change > worst ? change : worst;
        }

        return worst;
    }
}
