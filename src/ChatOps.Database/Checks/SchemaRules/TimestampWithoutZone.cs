using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Moments that do not say where.</summary>
internal sealed class TimestampWithoutZone : StructureRule
{
    internal override string Id => "timestamp-without-zone";

    internal override Severity Severity => Severity.Info;

    internal override string Explanation =>
        "A column holds day and time without an offset from UTC. What moment is meant depends on who wrote it, and an hour is ambiguous whenever the clocks change. Prefer timestamptz (PostgreSQL) or TIMESTAMP (MySQL, until 2038), or agree on UTC.";

    internal override IEnumerable<Candidate> Find(Table table, CheckContext context)
    {
        var columns = table.Columns.Where(column => column is { Kind: ColumnKind.Date, WithZone: false } && HasTime(column.DeclaredType)).ToList();
        if (columns.Count > 0)
        {
            yield return context.AboutColumns(
                table, columns, $"{CheckContext.Count(columns.Count, "column")} of {table.Name} {(columns.Count == 1 ? "holds a moment" : "hold moments")} without a time zone: {Proofs.Some(columns.Select(column => column.Name))}.");
        }
    }

    private static bool HasTime(string type) =>
        (type.StartsWith("timestamp", StringComparison.OrdinalIgnoreCase) || type.StartsWith("datetime", StringComparison.OrdinalIgnoreCase))
        && !type.EndsWith("tz", StringComparison.OrdinalIgnoreCase) && !type.Contains("with time zone", StringComparison.OrdinalIgnoreCase);
}
