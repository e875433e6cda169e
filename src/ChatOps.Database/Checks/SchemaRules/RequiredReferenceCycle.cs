using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Circles into which no first row can be inserted.</summary>
internal sealed class RequiredReferenceCycle : SchemaRule
{
    internal override string Id => "required-reference-cycle";

    internal override Severity Severity => Severity.Warning;

    internal override string Explanation =>
        "Every reference of a circle of tables must have a value and is checked at once, so no first row can be inserted into any of them. Make one of the references nullable or deferrable.";

    internal override Task<IReadOnlyList<Candidate>> FindAsync(CheckContext context, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Candidate>>([.. ReferenceGraph.Of(context, IsRequired).Circles().Select(circle => Describe(circle, context))]);

    private static bool IsRequired(Reference reference) =>
        !reference.Key.Deferrable && reference.Key.Columns.All(column => reference.Table.Find(column) is { Nullable: false });

    private static Candidate Describe(IReadOnlyList<Arrow<Reference>> circle, CheckContext context)
    {
        var path = ReferenceGraph.Path(circle);
        return new Candidate(
            circle[0].From, circle[0].Label.Key.Columns, context.WhereAll("path", path, ReferenceGraph.Describe(context, circle)),
            _ => $"Every reference of the circle {path} is required, so a first row cannot be inserted into any of these tables while foreign keys are enforced.");
    }
}
