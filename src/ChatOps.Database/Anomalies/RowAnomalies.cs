using ChatOps.Database.Connections;

namespace ChatOps.Database.Anomalies;

/// <summary>Finds the odd rows of a table or a CSV file with an Isolation Forest.</summary>
public sealed class RowAnomalies
{
    private readonly DatabaseAccess _access;

    public RowAnomalies(DatabaseAccess access) => _access = access;

    /// <summary>Scores every row of a table and explains the oddest.</summary>
    /// <exception cref="DatabaseException">The database refused, or has no such table or column.</exception>
    public Task<AnomalyResult> DetectAsync(
        DatabaseConnection connection, AnomalyOptions options, IProgress<WorkProgress>? progress, CancellationToken cancellationToken) =>
        throw new NotImplementedException($"{_access}");

    /// <summary>As <see cref="DetectAsync"/>, and writes <paramref name="scoresPath"/>: the header <c>score</c>, then one number per row in primary-key order.</summary>
    public Task<AnomalyResult> ScoreAsync(
        DatabaseConnection connection, AnomalyOptions options, string scoresPath, IProgress<WorkProgress>? progress, CancellationToken cancellationToken) =>
        throw new NotImplementedException($"{_access}");

    /// <summary>Scores every row of a CSV file with a header; writes <paramref name="scoresPath"/>, if named, in the order of the file.</summary>
    public static Task<AnomalyResult> ScoreFileAsync(
        string csvPath, AnomalyOptions options, string? scoresPath, IProgress<WorkProgress>? progress, CancellationToken cancellationToken) =>
        throw new NotImplementedException();
}
