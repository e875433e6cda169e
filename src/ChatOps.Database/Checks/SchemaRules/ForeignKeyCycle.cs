namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>References that lead back to where they began.</summary>
internal sealed class ForeignKeyCycle : SchemaRule
{
    internal override string Id => "foreign-key-cycle";

    internal override Severity Severity => Severity.Warning;

    internal override string Explanation =>
        "Tables refer to each other in a circle. No table of the circle can be filled, loaded or dropped first without switching checks off. A table that refers to itself is not counted.";

    internal override Task<IReadOnlyList<Candidate>> FindAsync(CheckContext context, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Candidate>>([.. ReferenceGraph.Of(context, _ => true).Circles().Select(circle => Describe(circle, context))]);

    private static Candidate Describe(IReadOnlyList<Arrow<Reference>> circle, CheckContext context)
    {
        var path = ReferenceGraph.Path(circle);
        return new Candidate(
            circle[0].From, circle[0].Label.Key.Columns, context.WhereAll("path", path, ReferenceGraph.Describe(context, circle)),
            _ => $"References form a circle: {path}. None of these tables can be loaded or emptied first while foreign keys are enforced.");
    }
}
