namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Tables that hang together in more than one circle.</summary>
internal sealed class TableDependencyCycle : SchemaRule
{
    internal override string Id => "table-dependency-cycle";

    internal override Severity Severity => Severity.Warning;

    internal override string Explanation =>
        "A group of tables depends on itself in more than one circle of references: breaking one circle does not help, the group has no order in which it can be loaded, copied or emptied table by table.";

    internal override Task<IReadOnlyList<Candidate>> FindAsync(CheckContext context, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Candidate>>([.. ReferenceGraph.Of(context, _ => true).Knots().Where(IsTangled).Select(knot => Describe(knot, context))]);

    /// <summary>References whose existence is looked up again; beyond these the statement would be too deep.</summary>
    private const int ProvenReferences = 100;

    /// <summary>A plain circle has as many arrows as tables, and a rule of its own.</summary>
    private static bool IsTangled(IReadOnlyList<Arrow<Reference>> knot) =>
        knot.DistinctBy(arrow => (arrow.From, arrow.To)).Count() > knot.DistinctBy(arrow => arrow.From).Count();

    private static Candidate Describe(IReadOnlyList<Arrow<Reference>> knot, CheckContext context)
    {
        List<string> tables = [.. knot.Select(arrow => arrow.From).Distinct().Order(StringComparer.Ordinal)];
        return new Candidate(
            tables[0], [], context.WhereAll("tables", string.Join(", ", tables), ReferenceGraph.Describe(context, knot.Take(ProvenReferences))),
            _ => $"{CheckContext.Count(tables.Count, "table")} depend on each other through {CheckContext.Count(knot.Count, "reference")} in more than one circle: {Proofs.Some(tables)}.");
    }
}
