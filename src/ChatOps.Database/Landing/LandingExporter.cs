using System.Security.Cryptography;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Landing;

/// <summary>
/// Writes tables to a landing zone: one CSV file each (see <see cref="LandingFormat"/>; UTF-8, CRLF, a header) and <c>manifest.json</c>
/// last. All tables come from one snapshot, streamed with bounded memory.
/// </summary>
public sealed class LandingExporter
{
    private static readonly CsvLanding Format = new();

    private readonly DatabaseAccess _access;

    public LandingExporter(DatabaseAccess access) => _access = access;

    /// <summary>The text of <c>manifest.json</c>, UTF-8.</summary>
    public static byte[] ToJson(LandingManifest manifest) => LandingFolder.ToJson(manifest);

    /// <summary>
    /// Exports, or goes on with an export that was interrupted. A resumed export reads a new snapshot: if the schema changed, it starts
    /// afresh; else a finished table is read again and its file kept only if its bytes are still exactly what the database holds. So
    /// a change in between never leaves files of two states side by side.
    /// </summary>
    /// <param name="resumeFrom">What <paramref name="onTableDone"/> was told last, or null for a new export.</param>
    /// <param name="onTableDone">Saves the checkpoint; it is awaited before the next table starts.</param>
    /// <exception cref="DatabaseException">
    /// The database or the folder refused: nothing was written. <see cref="DatabaseProblem.DiskFull"/>: the finished tables are whole, the
    /// others are not there, and the export can be resumed.
    /// </exception>
    public async Task<LandingManifest> ExportAsync(
        DatabaseConnection connection,
        LandingOptions options,
        LandingCheckpoint? resumeFrom,
        Func<LandingCheckpoint, CancellationToken, Task> onTableDone,
        IProgress<WorkProgress>? progress,
        CancellationToken cancellationToken)
    {
        var folder = LandingFolder.Inspect(options.Folder, connection.Name);
        await using var session = await _access.OpenReaderAsync(connection, cancellationToken);
        var schema = await SchemaReader.ReadAsync(session, cancellationToken);
        var names = LandingFileNames.Of(schema.Tables.Select(t => t.Name), Format.Extension);
        var writers = Chosen(schema, options.Tables, connection.Name).Select(t => new LandingTableWriter(session, t, names[t.Name], Format, progress)).ToList();
        var checkpoint = resumeFrom?.SchemaFingerprint == schema.Fingerprint ? resumeFrom : null;
        var done = new List<LandingFile>();
        try
        {
            folder.Claim(connection.Name, writers.Select(w => w.Describe(0, 0, "")));
            foreach (var writer in writers)
            {
                var kept = await KeepAsync(folder, writer, checkpoint, cancellationToken);
                done.Add(kept ?? await WriteAsync(folder, writer, cancellationToken));
                if (kept is null)
                {
                    await onTableDone(new LandingCheckpoint(schema.Fingerprint, [.. done]), cancellationToken);
                }
            }

            var manifest = new LandingManifest(connection.Name, done);
            folder.Complete(manifest);
            return manifest;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw WriteFailure.Of(
                e, options.Folder, $"{done.Count} of {writers.Count} tables are complete there; no unfinished file has a final name, and there is no manifest.");
        }
    }

    private static List<Table> Chosen(Schema schema, IReadOnlyList<string>? wanted, string connection)
    {
        var missing = (wanted ?? []).Where(name => schema.Tables.All(t => !Is(t, name))).ToList();
        return missing.Count == 0
            ? [.. schema.Tables.Where(t => wanted is null || wanted.Any(name => Is(t, name)))]
            : throw new DatabaseException(
                DatabaseProblem.BadStatement, $"'{connection}' has no table '{string.Join("', '", missing)}'. Nothing was written. Look at the names with profile.");
    }

    private static bool Is(Table table, string name) => string.Equals(table.Name, name, StringComparison.OrdinalIgnoreCase);

    /// <summary>The finished file's entry, if file, checkpoint and database still agree to the byte; else null.</summary>
    private static async Task<LandingFile?> KeepAsync(
        LandingFolder folder, LandingTableWriter writer, LandingCheckpoint? checkpoint, CancellationToken cancellationToken)
    {
        var planned = writer.Describe(0, 0, "");
        var finished = checkpoint?.Files.FirstOrDefault(f => f.Table == planned.Table && f.File == planned.File && f.Columns.SequenceEqual(planned.Columns));
        if (finished is null || await DigestAsync(folder.PathOf(finished.File), cancellationToken) != finished.Sha256)
        {
            return null;
        }

        var now = await writer.WriteAsync(Stream.Null, cancellationToken);
        return now.Sha256 == finished.Sha256 ? now : null;
    }

    private static async Task<string?> DigestAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        await using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
    }

    private static async Task<LandingFile> WriteAsync(LandingFolder folder, LandingTableWriter writer, CancellationToken cancellationToken)
    {
        var path = folder.PathOf(writer.Describe(0, 0, "").File);
        var part = $"{path}.part";
        try
        {
            LandingFile file;
            await using (var stream = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None, 1, useAsync: false))
            {
                file = await writer.WriteAsync(stream, cancellationToken);
                stream.Flush(flushToDisk: true);
            }

            File.Move(part, path, overwrite: true);
            return file;
        }
        finally
        {
            File.Delete(part);
        }
    }
}
