using ChatOps.Database.Connections;

namespace ChatOps.Database.Migration.Finishing;

/// <summary>What comes last: counters and views.</summary>
internal sealed class LastTouches(WriterSession writer, MigrationPlan plan)
{
    /// <returns>Sentences about views that the target refused.</returns>
    internal async Task<IReadOnlyList<string>> ApplyAsync(CancellationToken cancellationToken)
    {
        foreach (var table in plan.Tables)
        {
            foreach (var statement in writer.Dialect.Ddl.ContinueIdentity(table.Target))
            {
                await writer.ExecuteAsync(statement, null, cancellationToken);
            }
        }

        await NextAsync(cancellationToken);
        var notMade = new List<string>();
        foreach (var view in plan.Views)
        {
            try
            {
                await writer.ExecuteAsync(view.Sql, null, cancellationToken);
                await NextAsync(cancellationToken);
            }
            catch (DatabaseException refused) when (refused.Problem == DatabaseProblem.BadStatement)
            {
                await writer.GiveUpAsync(cancellationToken);
                await writer.BeginAsync(cancellationToken);
                notMade.Add($"The view {view.Name} was not made: {refused.Message}");
            }
        }

        return notMade;
    }

    private async Task NextAsync(CancellationToken cancellationToken)
    {
        await writer.CommitAsync(cancellationToken);
        await writer.BeginAsync(cancellationToken);
    }
}
