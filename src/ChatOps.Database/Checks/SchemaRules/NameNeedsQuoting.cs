using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Names that must always be quoted.</summary>
internal sealed class NameNeedsQuoting : StructureRule
{
    internal override string Id => "name-needs-quoting";

    internal override Severity Severity => Severity.Info;

    internal override string Explanation =>
        "A name has blanks, signs or a digit in front, or on PostgreSQL capital letters. Every query must quote it exactly so, and one that forgets fails or means something else.";

    internal override IEnumerable<Candidate> Find(Table table, CheckContext context)
    {
        if (MustQuote(table.LocalName, context))
        {
            yield return context.AboutTable(table, $"The table name \"{table.LocalName}\" must always be quoted.");
        }

        var columns = table.Columns.Where(column => MustQuote(column.Name, context)).ToList();
        if (columns.Count > 0)
        {
            yield return context.AboutColumns(
                table, columns, $"{CheckContext.Count(columns.Count, "column name")} of {table.Name} must always be quoted: {Proofs.Some(columns.Select(column => column.Name))}.");
        }
    }

    private static bool MustQuote(string name, CheckContext context) =>
        name.Length == 0 || char.IsDigit(name[0]) || !name.All(letter => char.IsLetterOrDigit(letter) || letter is '_' or '$')
        || (context.Session.Dialect.Provider == DatabaseProvider.PostgreSql && name.Any(char.IsUpper));
}
