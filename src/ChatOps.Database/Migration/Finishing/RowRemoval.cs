using ChatOps.Database.Connections;
using ChatOps.Database.Migration.Ledger;
using ChatOps.Database.Migration.Loading;
using ChatOps.Database.Migration.Rows;
using ChatOps.Database.Migration.Types;

namespace ChatOps.Database.Migration.Finishing;

/// <summary>Moves rows that are loaded already into the reject table, and corrects the record, in one transaction.</summary>
internal sealed class RowRemoval(DatabaseAccess access, DatabaseConnection target, MigrationLedger ledger)
{
    /// <param name="writer">At the beginning of a transaction; it is committed.</param>
    /// <param name="condition">Which rows of the target table, in its own SQL, without an alias.</param>
    /// <param name="reasonOf">Why a row goes, from its values.</param>
    /// <returns>How many rows went.</returns>
    /// <exception cref="DatabaseException">Somebody changed the table meanwhile, or the target refuses; nothing was moved.</exception>
    internal async Task<long> RemoveAsync(WriterSession writer, TablePlan table, string condition, Func<RowBlock, string> reasonOf, CancellationToken cancellationToken)
    {
        var rejects = await ReadAsync(table, condition, reasonOf, cancellationToken);
        if (rejects.Count == 0)
        {
            return 0;
        }

        var deleted = await writer.ExecuteAsync($"DELETE FROM {writer.Dialect.QuoteTable(table.Target)} WHERE {condition}", null, cancellationToken);
        if (deleted != rejects.Count)
        {
            throw new DatabaseException(DatabaseProblem.Busy, $"Somebody changed {table.Target.Name} of '{target.Name}' while rows were being set apart. Nothing was moved; the migration goes on when it is tried again.");
        }

        await ledger.AddRejectsAsync(writer, rejects, cancellationToken);
        var correction = (await ledger.ReadSlicesAsync(writer, cancellationToken)).Single(slice => slice.IsCorrection && slice.Table == table.Source.Name);
        await ledger.UpdateSliceAsync(writer, correction with { Loaded = correction.Loaded - deleted, Rejected = correction.Rejected + deleted }, cancellationToken);
        await writer.CommitAsync(cancellationToken);
        await writer.BeginAsync(cancellationToken);
        return deleted;
    }

    /// <summary>The reader is gone before anything is deleted: SQLite cannot commit while somebody reads.</summary>
    private async Task<List<Reject>> ReadAsync(TablePlan table, string condition, Func<RowBlock, string> reasonOf, CancellationToken cancellationToken)
    {
        await using var session = await access.OpenReaderAsync(TargetReading.With(target), cancellationToken);
        var columns = table.Columns.Select(column => column.Target).ToList();
        var sql = $"SELECT {string.Join(", ", columns.Select(session.Dialect.ScannedColumn))} FROM {session.Dialect.QuoteTable(table.Target)} WHERE {condition}";
        var (encoder, described) = (new RowEncoder(table.Columns.Select(column => (column.Type, column.Type)), EngineLimits.None), new RejectedRow(table));
        var (rejects, row) = (new List<Reject>(), new RowBlock(1 << 12));
        await using var rows = await session.StreamAsync(sql, columns, cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            row.Clear();
            encoder.Append(rows, row);
            rejects.Add(described.Of(row.Row(0), reasonOf(row)));
        }

        return rejects;
    }
}
