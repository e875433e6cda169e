using ChatOps.Database.Connections;

namespace ChatOps.Database.Anomalies;

/// <summary>
/// Finds the odd rows of a table or a CSV file by an <see cref="AnomalyMethod"/>. Rows are streamed twice and never held: memory stays below
/// 256 MB whatever the table's size.
/// </summary>
public sealed class RowAnomalies
{
    private readonly DatabaseAccess _access;

    public RowAnomalies(DatabaseAccess access) => _access = access;

    /// <summary>Scores every row of a table and explains the oddest.</summary>
    /// <exception cref="DatabaseException">The database refused, or has no such table or column.</exception>
    public async Task<AnomalyResult> DetectAsync(
        DatabaseConnection connection, AnomalyOptions options, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        await using var session = await _access.OpenReaderAsync(connection, cancellationToken);
        var source = await TableRowSource.OpenAsync(session, options, cancellationToken);
        return await new AnomalyDetection(source, options, progress).RunAsync(null, cancellationToken);
    }

    /// <summary>As <see cref="DetectAsync"/>, and writes <paramref name="scoresPath"/>: the header <c>score</c>, then one number per row in primary-key order.</summary>
    /// <exception cref="DatabaseException">The database refused, has no such table or column, or the file cannot be written.</exception>
    public async Task<AnomalyResult> ScoreAsync(
        DatabaseConnection connection, AnomalyOptions options, string scoresPath, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        await using var session = await _access.OpenReaderAsync(connection, cancellationToken);
        var source = await TableRowSource.OpenAsync(session, options, cancellationToken);
        var detection = new AnomalyDetection(source, options, progress);
        return await ScoreFile.WriteAsync(scoresPath, onScore => detection.RunAsync(onScore, cancellationToken));
    }

    /// <summary>Scores every row of a CSV file with a header; writes <paramref name="scoresPath"/>, if named, in the order of the file.</summary>
    /// <exception cref="DatabaseException">There is no such file or column, or the scores cannot be written.</exception>
    public static async Task<AnomalyResult> ScoreFileAsync(
        string csvPath, AnomalyOptions options, string? scoresPath, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var detection = new AnomalyDetection(await CsvRowSource.OpenAsync(csvPath, options.Columns, cancellationToken), options, progress);
        return scoresPath is null
            ? await detection.RunAsync(null, cancellationToken)
            : await ScoreFile.WriteAsync(scoresPath, onScore => detection.RunAsync(onScore, cancellationToken));
    }
}
