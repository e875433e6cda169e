using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Keys whose type is nearly full.</summary>
internal sealed class KeyExhaustion : ProbeRule
{
    internal override string Id => "key-exhaustion";

    internal override Severity Severity => Severity.Warning;

    internal override string Explanation =>
        "The highest value of a primary key is close to the largest number that its type can hold (an error from nine tenths on). Soon no row can be inserted any more. Columns whose sequence is watched already are left out.";

    internal override async Task<IReadOnlyList<Candidate>> FindAsync(Table table, CheckContext context, CancellationToken cancellationToken)
    {
        if (context.RowCounts[table.Name] == 0 || table.PrimaryKey is not [var name] || table.Find(name) is not { } column || IsWatched(table, column, context) || Limit(column, context) is not { } limit)
        {
            return [];
        }

        var highest = $"SELECT MAX({context.Sql.Quote(name)}) AS highest FROM {context.Sql.Table(table)}";
        var last = context.Sql.StoresOnlyDeclaredTypes
            ? await context.Session.CountAsync(highest, cancellationToken)
            : context.Schema.Statistics.Rows.GetValueOrDefault(table.Name);
        return Exhaustion.Of(last, limit) is { } severity
            ? [new Candidate(table.Name, [name], highest, _ => $"{table.Name}.{name} ({column.DeclaredType}) has used {Exhaustion.InWords(last, limit)}.") { Severity = severity }]
            : [];
    }

    /// <summary>Keys of 64 bits are watched on SQLite alone, whose estimate of rows is the highest key and costs nothing; elsewhere nobody fills them.</summary>
    private static decimal? Limit(Column column, CheckContext context) => context.Sql.StoresOnlyDeclaredTypes
        ? IntegerTypes.Largest(column) is { } largest && largest < long.MaxValue ? largest : null
        : column.Identity ? long.MaxValue : null;

    private static bool IsWatched(Table table, Column column, CheckContext context) => context.Schema.Sequences.Any(
        sequence => sequence.Table == table.Name && sequence.Column == column.Name && context.Schema.Statistics.Sequences.ContainsKey(sequence.Name));
}
