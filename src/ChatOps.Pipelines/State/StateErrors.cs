using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ChatOps.Pipelines.State;

/// <summary>Puts what SQLite says about the disk into words for people.</summary>
internal static class StateErrors
{
    /// <summary>Null for an error of the statement itself, such as a broken constraint.</summary>
    public static StateUnavailableException? Translate(SqliteException error, string path)
    {
        var (message, isTransient) = error.SqliteErrorCode switch
        {
            raw.SQLITE_FULL => ($"The disk that holds {path} is full. Nothing of this change was kept. Make room; the work goes on by itself.", true),
            raw.SQLITE_IOERR => ($"The disk that holds {path} could not be read or written. Nothing of this change was kept. Check the disk and its free space; the work goes on by itself.", true),
            raw.SQLITE_READONLY => ($"{path} or its folder is read-only for this program. Nothing of this change was kept. Give the program's user the right to write there.", true),
            raw.SQLITE_CANTOPEN => ($"{path} cannot be opened. Nothing was changed. Check that its folder exists and that the program's user may write there.", true),
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => ($"Another program holds {path}. Nothing of this change was kept. Close the other program; the work goes on by itself.", true),
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => ($"{path} is damaged or is not a state database. Nothing was changed. Put back a backup of the data folder, or start with an empty one.", false),
            _ => (null, false),
        };
        return message is null ? null : new StateUnavailableException(message, isTransient, error);
    }
}
