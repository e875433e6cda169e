using ChatOps.Database.Connections;

namespace ChatOps.Database.Migration;

/// <summary>
/// Carries out a plan in three parts, each of which may be repeated after a crash and goes on where it was. The target itself keeps the record
/// of what was done (tables whose names begin with <c>_chatops_</c>), in the same transactions as the rows.
/// </summary>
public sealed class Migrator
{
    private readonly DatabaseAccess _access;

    public Migrator(DatabaseAccess access) => _access = access;

    /// <summary>Makes the tables.</summary>
    /// <param name="run">Names this work, however often it is tried; the same for all three parts.</param>
    /// <exception cref="DatabaseException">A table is there and has rows and the plan's mode is <see cref="MigrationMode.Fail"/>, or the target refuses.</exception>
    public Task CreateAsync(MigrationPlan plan, DatabaseConnection source, DatabaseConnection target, string run, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Loads the rows, and gives each table its keys and indexes once its rows are there.</summary>
    /// <exception cref="DatabaseException">A database cannot be read or written; what was committed stays and is not loaded again.</exception>
    public Task CopyAsync(MigrationPlan plan, DatabaseConnection source, DatabaseConnection target, string run, IProgress<WorkProgress>? progress, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>References, identities, figures for the engine's planner, views.</summary>
    /// <exception cref="DatabaseException">The target refuses.</exception>
    public Task<MigrationOutcome> FinishAsync(MigrationPlan plan, DatabaseConnection source, DatabaseConnection target, string run, IProgress<WorkProgress>? progress, CancellationToken cancellationToken) => throw new NotImplementedException();
}
