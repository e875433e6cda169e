using System.Security.Cryptography;
using ChatOps.Pipelines.State;
using Microsoft.Data.Sqlite;

namespace ChatOps.Pipelines.Runs;

/// <summary>
/// Artifact files in <c>artifacts/RUN/ID-NAME</c> and their rows. Our own id stands first, and the name behind it holds
/// nothing that a file system could misread; it is there so that a person can open the file.
/// </summary>
internal static class Artifacts
{
    private const int MaxName = 120;
    private const string Columns = "id, run_id, step_id, name, media_type, bytes, sha256";

    public static List<Artifact> OfRun(SqliteConnection connection, string runId) =>
        connection.Query($"SELECT {Columns} FROM artifact WHERE run_id=?1 ORDER BY rowid", Read, runId);

    public static Artifact? Find(SqliteConnection connection, string id) =>
        connection.Query($"SELECT {Columns} FROM artifact WHERE id=?1", Read, id).SingleOrDefault();

    public static string PathOf(string dataFolder, Artifact artifact) =>
        Path.Combine(dataFolder, "artifacts", artifact.RunId, $"{artifact.Id}-{artifact.Name}");

    /// <summary>The last part of a path, without anything that a file system or a header could misread.</summary>
    public static string SafeName(string name)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var safe = string.Concat(last.Select(c => char.IsControl(c) || c is '<' or '>' or ':' or '"' or '|' or '?' or '*' ? '_' : c)).Trim().TrimStart('.');
        if (safe.Length > MaxName)
            safe = safe[..(MaxName - 20)] + safe[^20..];
        return safe.Length == 0 ? "file" : safe;
    }

    /// <summary>Writes beside, flushes, renames; the row comes after, in the caller's fenced transaction.</summary>
    public static async Task<Artifact> WriteFileAsync(
        string dataFolder, string runId, string stepId, string name, string mediaType,
        Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        var artifact = new Artifact(Ids.Unguessable(), runId, stepId, SafeName(name), mediaType, 0, "");
        var path = PathOf(dataFolder, artifact);
        DataFolder.Create(Path.GetDirectoryName(path)!);
        var beside = path + ".new";
        try
        {
            var options = DataFolder.File(FileMode.CreateNew, FileAccess.Write);
            (options.BufferSize, options.Options) = (64 * 1024, FileOptions.Asynchronous);
            await using (var stream = new FileStream(beside, options))
                await write(stream, cancellationToken);
            // Opened again, because a writer on top may have closed the stream with itself.
            await using (var stream = new FileStream(beside, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 64 * 1024, useAsync: true))
            {
                stream.Flush(flushToDisk: true);
                artifact = artifact with
                {
                    Bytes = stream.Length,
                    Sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken)),
                };
            }

            File.Move(beside, path);
            return artifact;
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }

    /// <summary>Records the file and returns the one it replaces, whose file can go once this is committed.</summary>
    public static Artifact? Record(SqliteConnection connection, Artifact artifact, int? item)
    {
        var replaced = connection.Query(
            $"SELECT {Columns} FROM artifact WHERE run_id=?1 AND step_id=?2 AND item=?3 AND name=?4",
            Read, artifact.RunId, artifact.StepId, item ?? StepRow.Itself, artifact.Name).SingleOrDefault();
        if (replaced is not null)
            connection.Run("DELETE FROM artifact WHERE id=?1", replaced.Id);
        connection.Run(
            "INSERT INTO artifact(id, run_id, step_id, item, name, media_type, bytes, sha256) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            artifact.Id, artifact.RunId, artifact.StepId, item ?? StepRow.Itself, artifact.Name, artifact.MediaType, artifact.Bytes, artifact.Sha256);
        return replaced;
    }

    private static Artifact Read(SqliteDataReader reader) => new(
        reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetInt64(5), reader.GetString(6));
}
