using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.RuleFiles.Scanning;

/// <summary>This table against one of another connection.</summary>
/// <param name="Compare">row-count, sum or keys.</param>
/// <param name="Filter">Only these rows of this table; null for all.</param>
internal sealed record CrossCheck(
    CheckDefinition Definition, Table Table, IReadOnlyList<string> Columns, string Compare, string? Filter, DatabaseConnection Other, Table OtherTable,
    IReadOnlyList<string> OtherColumns, double Tolerance) : BoundCheck(Definition, Table, Columns)
{
    internal Finding Found(long cases, string sql, string message, IReadOnlyList<IReadOnlyDictionary<string, object?>> sample) =>
        Finding(cases, Definition.Severity, sql, message) with { Sample = [.. sample.Take(Definition.Samples)] };
}
