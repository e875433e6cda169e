using ChatOps.Database.Introspection;
using ChatOps.Database.Profiling;

namespace ChatOps.Database.Checks.DataRules;

/// <summary>Addresses that no mail reaches.</summary>
internal sealed class InvalidEmails : RowRule
{
    internal override string Id => "invalid-emails";

    internal override Severity Severity => Severity.Warning;

    internal override string Explanation =>
        "A text in a column of e-mail addresses cannot be one: no @ or more than one, nothing before it, no domain, or a blank inside. Mail to it is lost.";

    internal override IEnumerable<Candidate> Find(Table table, TableStatistics statistics, CheckContext context)
    {
        foreach (var column in table.Columns)
        {
            var own = statistics[column.Name];
            var filled = own.Texts - own.Blanks;
            if (filled > 0 && own.WithAt >= filled * (NameWords.IsEmail(column.Name) ? 0.5 : 0.95) && (NameWords.IsEmail(column.Name) || filled >= 20))
            {
                yield return context.Rows(
                    table, [column.Name], context.Sql.IsNoEmail(column),
                    count => $"{CheckContext.Count(count, "value")} of {table.Name}.{column.Name} {(count == 1 ? "is not an e-mail address" : "are not e-mail addresses")}.");
            }
        }
    }
}
