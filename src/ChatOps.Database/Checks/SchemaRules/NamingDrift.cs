using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Names that are written otherwise than the rest.</summary>
internal sealed class NamingDrift : SchemaRule
{
    internal override string Id => "naming-drift";

    internal override Severity Severity => Severity.Info;

    internal override string Explanation =>
        "Nearly all names of a schema are written one way (snake_case, PascalCase ...) and a few another. People guess names wrong, and tools that make code from the schema produce odd ones.";

    internal override Task<IReadOnlyList<Candidate>> FindAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var forTables = NameStyles.Usual(context.Schema.Tables.Select(table => table.LocalName), 4);
        var forColumns = NameStyles.Usual(context.Schema.Tables.SelectMany(table => table.Columns).Select(column => column.Name), 8);
        return Task.FromResult<IReadOnlyList<Candidate>>([.. Tables(context, forTables), .. Columns(context, forColumns)]);
    }

    private static IEnumerable<Candidate> Tables(CheckContext context, string? usual) =>
        from table in context.Tables
        where Drifts(table.LocalName, usual)
        select context.AboutTable(table, $"The table name {table.LocalName} is {NameStyles.Of(table.LocalName)}; most others are {usual}.");

    private static IEnumerable<Candidate> Columns(CheckContext context, string? usual) =>
        from table in context.Tables
        let others = table.Columns.Where(column => Drifts(column.Name, usual)).ToList()
        where others.Count > 0
        select context.AboutColumns(
            table, others, $"{CheckContext.Count(others.Count, "column")} of {table.Name} {(others.Count == 1 ? "is" : "are")} not named in {usual} as most of the schema is: {Proofs.Some(others.Select(column => column.Name))}.");

    private static bool Drifts(string name, string? usual) => usual is not null && NameStyles.Of(name) is { } style && style != usual;
}
