using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Views that do not compile.</summary>
internal sealed class InvalidView : SchemaRule
{
    internal override string Id => "invalid-view";

    internal override Severity Severity => Severity.Error;

    internal override string Explanation =>
        "A view cannot be compiled, usually because a table or column it reads was renamed or dropped. Everything that reads the view fails.";

    internal override async Task<IReadOnlyList<Candidate>> FindAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var candidates = new List<Candidate>();
        foreach (var view in context.Schema.Views)
        {
            try
            {
                await using var rows = await context.Session.QueryAsync($"SELECT * FROM {context.Sql.View(view)} LIMIT 0", cancellationToken);
            }
            catch (DatabaseException exception) when (exception.Problem == DatabaseProblem.BadStatement)
            {
                candidates.Add(new Candidate(
                    view.Name, [], context.Sql.DescribeView(view), _ => $"The view {view.Name} cannot be used. {exception.Message}"));
            }
        }

        return candidates;
    }
}
