using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Tables with very many columns.</summary>
internal sealed class WideTable : StructureRule
{
    internal override string Id => "wide-table";

    internal override Severity Severity => Severity.Info;

    internal override string Explanation =>
        "A table has more than a hundred columns. Rows are long, most queries read what they do not need, and groups of columns usually belong to tables of their own.";

    internal override IEnumerable<Candidate> Find(Table table, CheckContext context)
    {
        if (table.Columns.Count > Many)
        {
            yield return context.AboutTable(table, $"{table.Name} has {CheckContext.Count(table.Columns.Count, "column")}.");
        }
    }

    private const int Many = 100;
}
