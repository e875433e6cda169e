using ChatOps.Database.Connections;
using ChatOps.Database.Migration.Ledger;
using ChatOps.Database.Migration.Rows;

namespace ChatOps.Database.Migration.Loading;

/// <summary>Loads batches of one table: rows, rejects and the record of both in one transaction. A batch that is refused is halved until only the bad rows are left.</summary>
internal sealed class BatchLoader
{
    private readonly WriterSession _writer;
    private readonly MigrationLedger _ledger;
    private readonly LoadTarget _target;
    private readonly RejectedRow _rejected;

    internal BatchLoader(WriterSession writer, MigrationLedger ledger, TablePlan table, LoadTarget target) =>
        (_writer, _ledger, _target, _rejected) = (writer, ledger, target, new RejectedRow(table));

    /// <summary>Loads the batch within the session's transaction and returns the slice as it then stands; the caller commits.</summary>
    internal async Task<Slice> LoadAsync(LoadBatch batch, Slice slice, CancellationToken cancellationToken)
    {
        if (batch.Rows.Count > 0)
        {
            await LoadAsync(batch.Rows, 0, batch.Rows.Count, batch.Rejects, cancellationToken);
        }

        await _ledger.AddRejectsAsync(_writer, batch.Rejects, cancellationToken);
        var after = slice with
        {
            Position = batch.Position ?? slice.Position,
            Source = slice.Source + batch.Source,
            Loaded = slice.Loaded + batch.Source - batch.Rejects.Count,
            Rejected = slice.Rejected + batch.Rejects.Count,
            Done = batch.IsLast,
        };
        await _ledger.UpdateSliceAsync(_writer, after, cancellationToken);
        return after;
    }

    private async Task LoadAsync(RowBlock rows, int first, int count, List<Reject> rejects, CancellationToken cancellationToken)
    {
        var reason = await _writer.TryLoadAsync(_target, rows, first, count, cancellationToken);
        if (reason is null)
        {
            return;
        }

        if (count == 1)
        {
            rejects.Add(_rejected.Of(rows.Row(first), $"The target refused the row: {reason.TrimEnd('.')}."));
            return;
        }

        await LoadAsync(rows, first, count / 2, rejects, cancellationToken);
        await LoadAsync(rows, first + (count / 2), count - (count / 2), rejects, cancellationToken);
    }
}
