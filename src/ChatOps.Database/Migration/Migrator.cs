using ChatOps.Database.Connections;
using ChatOps.Database.Migration.Finishing;
using ChatOps.Database.Migration.Ledger;
using ChatOps.Database.Migration.Loading;

namespace ChatOps.Database.Migration;

/// <summary>
/// Carries out a plan in three parts, each of which may be repeated after a crash and goes on where it was. The target itself keeps the record
/// of what was done (tables whose names begin with <c>_chatops_</c>), in the same transactions as the rows.
/// </summary>
public sealed class Migrator
{
    private readonly DatabaseAccess _access;
    private readonly TimeProvider _time;

    public Migrator(DatabaseAccess access, TimeProvider time) => (_access, _time) = (access, time);

    /// <summary>Makes the tables.</summary>
    /// <param name="run">Names this work, however often it is tried; the same for all three parts. At most 190 characters.</param>
    /// <exception cref="DatabaseException">A table is there and has rows and the plan's mode is <see cref="MigrationMode.Fail"/>, there is nothing to go on with, or the target refuses.</exception>
    public async Task CreateAsync(MigrationPlan plan, DatabaseConnection source, DatabaseConnection target, string run, CancellationToken cancellationToken)
    {
        var start = _time.GetTimestamp();
        var ledger = new MigrationLedger(run, _time);
        await using var writer = await _access.OpenWriterAsync(target, cancellationToken);
        await LedgerTables.CreateAsync(writer, cancellationToken);
        var tables = new TargetSetup(_access, target, plan, ledger);
        await tables.BeginAsync(writer, DatabasePlace.Of(source), cancellationToken);
        await tables.CreateAsync(writer, cancellationToken);
        await ledger.AddSecondsAsync(writer, "schema", _time.GetElapsedTime(start), cancellationToken);
        await writer.CommitAsync(cancellationToken);
    }

    /// <summary>Loads the rows, and gives each table its keys, its indexes and the figures for the engine's planner once its rows are there. A server that goes away is waited for.</summary>
    /// <exception cref="DatabaseException">A database cannot be read or written; what was committed stays and is not loaded again.</exception>
    public Task CopyAsync(
        MigrationPlan plan, DatabaseConnection source, DatabaseConnection target, string run, IProgress<WorkProgress>? progress, CancellationToken cancellationToken) =>
        new MigrationLoad(_access, _time, plan, source, target, new MigrationLedger(run, _time), progress).RunAsync(cancellationToken);

    /// <summary>References, identities, views.</summary>
    /// <exception cref="DatabaseException">The target refuses.</exception>
    public async Task<MigrationOutcome> FinishAsync(
        MigrationPlan plan, DatabaseConnection target, string run, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var start = _time.GetTimestamp();
        var ledger = new MigrationLedger(run, _time);
        progress?.Report(new WorkProgress(0, null, "references", "References and counters"));
        await new References(_access, target, plan, ledger).EstablishAsync(cancellationToken);
        await using var writer = await _access.OpenWriterAsync(target, cancellationToken);
        var notMade = await new LastTouches(writer, plan).ApplyAsync(cancellationToken);
        await ledger.AddSecondsAsync(writer, "constraints", _time.GetElapsedTime(start), cancellationToken);
        await ledger.FinishAsync(writer, notMade, cancellationToken);
        await writer.CommitAsync(cancellationToken);
        await writer.BeginAsync(cancellationToken);
        return await ledger.ReadOutcomeAsync(writer, plan, cancellationToken);
    }
}
