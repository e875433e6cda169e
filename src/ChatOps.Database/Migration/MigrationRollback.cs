using ChatOps.Database.Connections;

namespace ChatOps.Database.Migration;

/// <summary>Takes a migration back: what it made is dropped, in the opposite order, and nothing else.</summary>
public sealed class MigrationRollback
{
    private readonly DatabaseAccess _access;

    public MigrationRollback(DatabaseAccess access) => _access = access;

    /// <summary>What a rollback would do, by reading only.</summary>
    /// <param name="run">The migration's name as the target's record has it; null for the latest that was not taken back.</param>
    /// <exception cref="DatabaseException">The target has no record of such a migration.</exception>
    public Task<RollbackPlan> PlanAsync(DatabaseConnection target, string? run, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Does what <see cref="PlanAsync"/> told.</summary>
    /// <exception cref="DatabaseException">The target has changed since the migration; the message says what, and how to go on. Nothing was dropped.</exception>
    public Task RollBackAsync(DatabaseConnection target, RollbackPlan plan, CancellationToken cancellationToken) => throw new NotImplementedException();
}

/// <summary>What a rollback would do.</summary>
/// <param name="Run">The migration that is taken back.</param>
/// <param name="Statements">In order.</param>
/// <param name="Obstacles">Why it will not be done, such as rows that came later; empty where nothing stands in the way.</param>
public sealed record RollbackPlan(string Run, IReadOnlyList<string> Statements, IReadOnlyList<string> Obstacles)
{
    /// <summary>Tables that go, with the rows they have now.</summary>
    public IReadOnlyList<(string Table, long Rows)> Tables { get; init; } = [];
}
