using ChatOps.Database.Connections;

namespace ChatOps.Database.Landing;

/// <summary>Writes tables to a landing zone: one CSV file each and <c>manifest.json</c>.</summary>
public sealed class LandingExporter
{
    private readonly DatabaseAccess _access;

    public LandingExporter(DatabaseAccess access) => _access = access;

    /// <summary>Exports, or goes on with an export that was interrupted.</summary>
    /// <param name="resumeFrom">What <paramref name="onTableDone"/> was told last, or null for a new export.</param>
    /// <param name="onTableDone">Saves the checkpoint; it is awaited before the next table starts.</param>
    /// <exception cref="DatabaseException">The database or the folder refused; <see cref="DatabaseProblem.DiskFull"/> when there is no room.</exception>
    public Task<LandingManifest> ExportAsync(
        DatabaseConnection connection,
        LandingOptions options,
        LandingCheckpoint? resumeFrom,
        Func<LandingCheckpoint, CancellationToken, Task> onTableDone,
        IProgress<WorkProgress>? progress,
        CancellationToken cancellationToken) => throw new NotImplementedException($"{_access}");
}
