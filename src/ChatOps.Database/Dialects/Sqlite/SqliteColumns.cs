using System.Runtime.InteropServices;
using SQLitePCL;

namespace ChatOps.Database.Dialects.Sqlite;

/// <summary>
/// Reads columns of the current row with direct calls into the engine. The driver's calls count references to the statement and change the
/// thread's state each time, which costs more than the reading; these take nanoseconds and never block.
/// </summary>
internal static unsafe class SqliteColumns
{
    private const string Library = "e_sqlite3";

    private static readonly Lazy<bool> SameEngine = new(IsSameEngine);

    /// <summary>The calls reach the very engine that the driver uses; else its own calls have to do.</summary>
    internal static bool AreUsable => SameEngine.Value;

    [DllImport(Library, EntryPoint = "sqlite3_column_type", ExactSpelling = true), SuppressGCTransition]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    internal static extern int Type(nint statement, int column);

    [DllImport(Library, EntryPoint = "sqlite3_column_int64", ExactSpelling = true), SuppressGCTransition]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    internal static extern long Int64(nint statement, int column);

    [DllImport(Library, EntryPoint = "sqlite3_column_double", ExactSpelling = true), SuppressGCTransition]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    internal static extern double Double(nint statement, int column);

    /// <summary>The bytes of a text of a UTF-8 database, or of a blob, in the engine's own memory; valid until the next step.</summary>
    internal static ReadOnlySpan<byte> Bytes(nint statement, int column)
    {
        var start = Blob(statement, column);
        return new ReadOnlySpan<byte>(start, start is null ? 0 : Length(statement, column));
    }

    [DllImport(Library, EntryPoint = "sqlite3_column_blob", ExactSpelling = true), SuppressGCTransition]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    private static extern byte* Blob(nint statement, int column);

    [DllImport(Library, EntryPoint = "sqlite3_column_bytes", ExactSpelling = true), SuppressGCTransition]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    private static extern int Length(nint statement, int column);

    [DllImport(Library, EntryPoint = "sqlite3_libversion", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    private static extern byte* LibraryVersion();

    /// <summary>The version's text is a constant of the library, so one address means one library.</summary>
    private static bool IsSameEngine()
    {
        SqliteLibrary.Initialize();
        try
        {
            fixed (byte* theirs = &raw.sqlite3_libversion().GetPinnableReference())
            {
                return LibraryVersion() == theirs;
            }
        }
        catch (Exception missing) when (missing is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }
}
