using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Backup;

/// <summary>One engine's way of copying a whole database into one file while others go on writing.</summary>
public interface IBackup
{
    /// <summary>What the file's name ends with, with its dot.</summary>
    string Extension { get; }

    /// <summary>What the copy would lack because the session's user may not see it, as sentences.</summary>
    Task<IReadOnlyList<string>> OmittedAsync(ReaderSession session, CancellationToken cancellationToken);

    /// <summary>Copies the database as it is at one moment.</summary>
    /// <param name="connection">Its reader's credential is used.</param>
    /// <param name="file">A full path; an empty file that is there keeps its mode.</param>
    /// <exception cref="DatabaseException">The database, the engine's own tool or the disk refused.</exception>
    Task WriteAsync(DatabaseConnection connection, string file, IProgress<WorkProgress>? progress, CancellationToken cancellationToken);

    /// <summary>Reads the copy back and holds its catalogue against the schema.</summary>
    /// <returns>How it was shown to be whole, as a sentence.</returns>
    /// <exception cref="DatabaseException">It is not whole.</exception>
    Task<string> VerifyAsync(string file, Schema schema, CancellationToken cancellationToken);

    /// <summary>What a person runs to get the database back, without any password.</summary>
    string Restore(DatabaseConnection connection, string file);
}
