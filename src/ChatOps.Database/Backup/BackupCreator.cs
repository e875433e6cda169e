using System.Globalization;
using System.Security.Cryptography;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Landing;

namespace ChatOps.Database.Backup;

/// <summary>Copies a whole database into one file and reads the copy back before it gets its name. The database itself is only read.</summary>
public sealed class BackupCreator
{
    private readonly DatabaseAccess _access;
    private readonly TimeProvider _time;

    public BackupCreator(DatabaseAccess access, TimeProvider time) => (_access, _time) = (access, time);

    /// <summary>Makes a new file named after the connection and the time. It holds every row as it is, so only its owner may read it.</summary>
    /// <param name="connection">Its reader's credential is used, or its writer's where that sees more.</param>
    /// <param name="folder">Made where it is not there.</param>
    /// <exception cref="DatabaseException">The database, the engine's own tool or the disk refused, or the copy is not whole. No file is left.</exception>
    public async Task<BackupResult> CreateAsync(DatabaseConnection connection, string folder, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var backup = _access.DialectOf(connection).Backup;
        var source = await ReadAsync(connection, backup, cancellationToken);
        if (source.Omitted.Count > 0 && connection.Writer is { } writer)
        {
            var other = await ReadAsync(connection with { Reader = writer }, backup, cancellationToken);
            source = other.Omitted.Count < source.Omitted.Count ? other : source;
        }

        var file = Path.Combine(Path.GetFullPath(folder), NameOf(connection, backup.Extension));
        try
        {
            return await WriteAsync(backup, source, file, progress, cancellationToken);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw WriteFailure.Of(problem, folder, "No backup was kept, and nothing in the database was changed.");
        }
    }

    private static async Task<BackupResult> WriteAsync(IBackup backup, Source source, string file, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var part = file + ".part";
        Reserve(part);
        try
        {
            await backup.WriteAsync(source.Connection, part, progress, cancellationToken);
            Flush(part);
            var verified = await backup.VerifyAsync(part, source.Schema, cancellationToken);
            var (bytes, sha256) = await DigestAsync(part, cancellationToken);
            File.Move(part, file);
            return new BackupResult(file, bytes, sha256, [.. source.Schema.Tables.Select(table => table.Name)], verified, backup.Restore(source.Connection, file), source.Omitted);
        }
        finally
        {
            File.Delete(part);
        }
    }

    /// <summary>The session ends before the copy begins: on SQLite it would keep others from writing.</summary>
    private async Task<Source> ReadAsync(DatabaseConnection connection, IBackup backup, CancellationToken cancellationToken)
    {
        await using var session = await _access.OpenReaderAsync(connection, cancellationToken);
        return new Source(connection, await SchemaReader.ReadAsync(session, cancellationToken), await backup.OmittedAsync(session, cancellationToken));
    }

    private string NameOf(DatabaseConnection connection, string extension) => LandingFileNames.Of(
        [connection.Name], $"-{_time.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}{extension}")[connection.Name];

    /// <summary>Made before the engine's own tool can make it readable for others.</summary>
    private static void Reserve(string part)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(part)!);
        var create = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            create.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        new FileStream(part, create).Dispose();
    }

    private static void Flush(string part)
    {
        using var stream = new FileStream(part, FileMode.Open, FileAccess.Write);
        stream.Flush(flushToDisk: true);
    }

    private static async Task<(long Bytes, string Sha256)> DigestAsync(string part, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(part);
        return (stream.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken)));
    }

    /// <summary>The database as one of its users sees it.</summary>
    private sealed record Source(DatabaseConnection Connection, Schema Schema, IReadOnlyList<string> Omitted);
}
