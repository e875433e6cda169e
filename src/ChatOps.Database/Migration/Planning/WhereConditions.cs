using ChatOps.Database.Checks.RuleFiles;
using ChatOps.Database.Connections;

namespace ChatOps.Database.Migration.Planning;

/// <summary>Holds the conditions that somebody wrote to what they may be: one expression that only reads.</summary>
internal static class WhereConditions
{
    /// <exception cref="DatabaseException">One is no lone expression, or the database does not understand it, or this reader may do more than read.</exception>
    internal static async Task RequireAsync(Route route, IEnumerable<TableDraft> tables, CancellationToken cancellationToken)
    {
        var engine = route.From.Dialect.CheckSql;
        foreach (var table in tables.Where(table => table.Where is not null))
        {
            var place = $"The where of {table.Source.Name} cannot be used";
            if (SqlExpression.Refusal(table.Where!, engine) is { } refusal)
            {
                throw new DatabaseException(DatabaseProblem.BadStatement, $"{place}: {refusal} Nothing was done.");
            }

            await engine.RequireHarmlessReaderAsync(route.From, cancellationToken);
            try
            {
                await route.From.ScalarAsync($"SELECT 1 AS one FROM {route.From.Dialect.QuoteTable(table.Source)} WHERE ({table.Where}) LIMIT 0", cancellationToken);
            }
            catch (DatabaseException problem) when (problem.Problem is DatabaseProblem.BadStatement or DatabaseProblem.NotReadOnly)
            {
                throw new DatabaseException(problem.Problem, $"{place}: {problem.Message} Nothing was done.", problem);
            }
        }
    }
}
