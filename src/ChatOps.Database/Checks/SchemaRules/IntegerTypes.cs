using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>How far the whole numbers of PostgreSQL and MySQL go.</summary>
internal static class IntegerTypes
{
    private static readonly (string Start, int Bits)[] Sizes =
    [
        ("tinyint", 8), ("smallint", 16), ("int2", 16), ("smallserial", 16), ("mediumint", 24), ("bigint", 64), ("int8", 64), ("bigserial", 64), ("int", 32), ("serial", 32),
    ];

    /// <summary>The largest number that the declared type holds; null where it is no such type.</summary>
    internal static decimal? Largest(Column column)
    {
        var bits = column.Kind == ColumnKind.Integer
            ? Array.Find(Sizes, size => column.DeclaredType.StartsWith(size.Start, StringComparison.OrdinalIgnoreCase)).Bits
            : 0;
        var signed = column.DeclaredType.Contains("unsigned", StringComparison.OrdinalIgnoreCase) ? 0 : 1;
        return bits == 0 ? null : (decimal)((UInt128.One << (bits - signed)) - 1);
    }
}
