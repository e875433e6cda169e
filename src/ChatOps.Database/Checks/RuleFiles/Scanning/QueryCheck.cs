using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.RuleFiles.Scanning;

/// <summary>A check whose statement returns one row for each failing case.</summary>
internal sealed record QueryCheck(CheckDefinition Definition, Table Table, IReadOnlyList<string> Columns, string Sql, string Says) : BoundCheck(Definition, Table, Columns)
{
    /// <summary>Null where there are too few cases to matter.</summary>
    internal Finding? Judge(long cases, IReadOnlyList<IReadOnlyDictionary<string, object?>> sample) => Definition.SeverityOf(cases, 0) is { } severity
        ? Finding(cases, severity, Sql, $"{Table.Name}: {Says} ({CheckContext.Count(cases, "case")}).") with { Sample = [.. sample.Take(Definition.Samples)], Derived = DerivedOf(sample) }
        : null;

    /// <summary>A query that somebody wrote names its columns as it likes.</summary>
    private IReadOnlyList<string>? DerivedOf(IReadOnlyList<IReadOnlyDictionary<string, object?>> sample) =>
        Columns.Count == 0 && sample.Count > 0 && sample[0].Keys.Where(name => Table.Find(name) is null).ToList() is { Count: > 0 } others ? others : null;
}
