using ChatOps.Database.Connections;

namespace ChatOps.Database.Migration;

/// <summary>Decides everything about a migration, by reading only.</summary>
public sealed class MigrationPlanner
{
    private readonly DatabaseAccess _access;

    public MigrationPlanner(DatabaseAccess access) => _access = access;

    /// <summary>The plan. What cannot be done is a note of kind <see cref="NoteKind.Error"/>, not an exception.</summary>
    /// <exception cref="DatabaseException">A database cannot be read, or a table that somebody named does not exist.</exception>
    public Task<MigrationPlan> PlanAsync(
        DatabaseConnection source, DatabaseConnection target, MigrationOptions options, IProgress<WorkProgress>? progress, CancellationToken cancellationToken) =>
        throw new NotImplementedException();
}
