using ChatOps.Database.Connections;
using ChatOps.Database.Migration.Ledger;

namespace ChatOps.Database.Migration.Finishing;

/// <summary>Makes a key or an index; rows that stand in a unique one's way become rejects.</summary>
internal sealed class IndexCreation(DatabaseAccess access, DatabaseConnection target, MigrationLedger ledger, WriterSession writer)
{
    internal async Task CreateAsync(TablePlan table, IndexStatement index, CancellationToken cancellationToken)
    {
        try
        {
            await ExecuteAsync(index, cancellationToken);
        }
        catch (DatabaseException refused) when (index.Unique && index.Columns.Count > 0 && refused.Problem == DatabaseProblem.BadStatement)
        {
            await writer.GiveUpAsync(cancellationToken);
            await writer.BeginAsync(cancellationToken);
            var duplicates = writer.Dialect.Ddl.DuplicatesOf(table.Target, index.Columns);
            var reason = $"Another row has the same {string.Join(", ", index.Columns)}, and was read first.";
            if (duplicates is null || await new RowRemoval(access, target, ledger).RemoveAsync(writer, table, duplicates, _ => reason, cancellationToken) == 0)
            {
                throw;
            }

            await ExecuteAsync(index, cancellationToken);
        }
    }

    private async Task ExecuteAsync(IndexStatement index, CancellationToken cancellationToken)
    {
        await writer.ExecuteAsync(index.Sql, null, cancellationToken);
        await writer.CommitAsync(cancellationToken);
        await writer.BeginAsync(cancellationToken);
    }
}
