using ChatOps.Database.Connections;
using SQLitePCL;

namespace ChatOps.Database.Dialects.Sqlite;

/// <summary>How a database file has to be opened so that reading leaves nothing behind beside it.</summary>
internal sealed class SqliteFile
{
    private static readonly byte[] Magic = "SQLite format 3\0"u8.ToArray();

    private readonly (DateTime Written, long Length) _seen;

    private SqliteFile(string path, bool immutable)
    {
        Path = path;
        IsImmutable = immutable;
        _seen = Stamp();
    }

    internal string Path { get; }

    /// <summary>
    /// The file is in WAL mode and nobody has it open (there is no write-ahead log). An ordinary open would create -wal and -shm beside it,
    /// so it is opened as immutable, and every statement's end checks that it really stayed as it was.
    /// </summary>
    internal bool IsImmutable { get; }

    internal string OpenName => IsImmutable ? $"file://{EscapedPath()}?immutable=1" : Path;

    /// <summary>Without the engine's own locks: a session lets one thread at a time in, and a column is read by whoever reads the row.</summary>
    internal int OpenFlags => raw.SQLITE_OPEN_READONLY | raw.SQLITE_OPEN_NOMUTEX | (IsImmutable ? raw.SQLITE_OPEN_URI : 0);

    /// <exception cref="DatabaseException">There is no such file, it is a folder, it may not be read, or it is no SQLite database.</exception>
    internal static SqliteFile Inspect(string name)
    {
        var path = System.IO.Path.GetFullPath(name);
        if (Directory.Exists(path))
        {
            throw new DatabaseException(DatabaseProblem.NotADatabase, $"'{path}' is a folder. Name the database file inside it.");
        }

        if (!File.Exists(path))
        {
            throw new DatabaseException(DatabaseProblem.NotFound, $"There is no file '{path}'. Nothing was created. Check the path of the connection.");
        }

        try
        {
            return new SqliteFile(path, IsWalMode(path) && !File.Exists(path + "-wal"));
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new DatabaseException(DatabaseProblem.Denied, $"The file '{path}' may not be read by this program. Give it read permission.", exception);
        }
        catch (IOException exception)
        {
            throw new DatabaseException(DatabaseProblem.Unreachable, $"The file '{path}' cannot be read: {exception.Message}", exception);
        }
    }

    /// <exception cref="DatabaseException">Somebody began to write while the file was read as immutable, so what was read may be mixed.</exception>
    internal void RequireUnchanged()
    {
        if (IsImmutable && (File.Exists(Path + "-wal") || Stamp() != _seen))
        {
            throw new DatabaseException(
                DatabaseProblem.Busy, $"Somebody began to write to '{Path}' while it was being read, so the result was thrown away. Try again.");
        }
    }

    /// <summary>File format, section 1.3: bytes 18 and 19 are 2 in WAL mode. An empty file is a valid empty database.</summary>
    private static bool IsWalMode(string path)
    {
        var header = new byte[100];
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var read = stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        if (read > 0 && (read < header.Length || !header.AsSpan(0, Magic.Length).SequenceEqual(Magic)))
        {
            throw new DatabaseException(
                DatabaseProblem.NotADatabase, $"'{path}' is not a SQLite database, or it is encrypted. Nothing was changed. Check the path of the connection.");
        }

        return header[18] == 2 || header[19] == 2;
    }

    private (DateTime Written, long Length) Stamp()
    {
        var info = new FileInfo(Path);
        return (info.LastWriteTimeUtc, info.Exists ? info.Length : -1);
    }

    /// <summary>In a URI, percent, question mark and hash mean something else (SQLite, "Uniform Resource Identifiers", section 3).</summary>
    private string EscapedPath()
    {
        var slashed = OperatingSystem.IsWindows() ? "/" + Path.Replace('\\', '/') : Path;
        return slashed.Replace("%", "%25", StringComparison.Ordinal).Replace("?", "%3f", StringComparison.Ordinal).Replace("#", "%23", StringComparison.Ordinal);
    }
}
