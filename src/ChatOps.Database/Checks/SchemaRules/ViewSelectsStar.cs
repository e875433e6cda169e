using System.Text.RegularExpressions;
using ChatOps.Database.Connections;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Views that take whatever columns there are.</summary>
internal sealed partial class ViewSelectsStar : SchemaRule
{
    internal override string Id => "view-selects-star";

    internal override Severity Severity => Severity.Info;

    internal override string Explanation =>
        "A view reads SELECT *. SQLite works its columns out anew each time, so a column that is added to or dropped from a table changes every reader of the view. Name the columns.";

    internal override IReadOnlyList<DatabaseProvider> Engines => [DatabaseProvider.Sqlite];

    internal override Task<IReadOnlyList<Candidate>> FindAsync(CheckContext context, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Candidate>>(
    [
        .. from view in IsFor(context) ? context.Schema.Views : []
           where SelectsStar().IsMatch(view.Sql)
           select new Candidate(view.Name, [], context.Sql.DescribeView(view), _ => $"The view {view.Name} selects * instead of naming its columns."),
    ]);

    [GeneratedRegex(@"\bselect\s+(distinct\s+)?((""[^""]*""|\[[^\]]*\]|\w+)\.)?\*", RegexOptions.IgnoreCase)]
    private static partial Regex SelectsStar();
}
