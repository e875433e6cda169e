using System.Runtime.InteropServices;
using SQLitePCL;

namespace ChatOps.Pipelines.State;

/// <summary>
/// Starts the native SQLite library once per process: the system's where it is newer than the bundled one. Another
/// part of the program may have chosen first; a process must never hold two of them, so the first choice stands.
/// </summary>
internal static class SqliteEngine
{
    private const int BundledVersion = 3_035_005;
    private static readonly Lazy<bool> Started = new(Start);

    public static void EnsureStarted() => _ = Started.Value;

    private static bool Start()
    {
        try
        {
            NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, (name, _, _) =>
                name == "e_sqlite3" ? SystemLibrary() : IntPtr.Zero);
        }
        catch (InvalidOperationException)
        {
            // Somebody resolved it already, by the same rule or by a configured one; theirs holds for the process.
            return false;
        }

        Batteries_V2.Init();
        return true;
    }

    private static IntPtr SystemLibrary()
    {
        foreach (var name in (ReadOnlySpan<string>)["libsqlite3.so.0", "libsqlite3.dylib"])
        {
            if (!NativeLibrary.TryLoad(name, out var handle))
                continue;
            if (VersionOf(handle) > BundledVersion && NativeLibrary.TryGetExport(handle, "sqlite3_column_table_name", out _))
                return handle;
            NativeLibrary.Free(handle);
        }

        return IntPtr.Zero;
    }

    private static int VersionOf(IntPtr library) =>
        NativeLibrary.TryGetExport(library, "sqlite3_libversion_number", out var export)
            ? Marshal.GetDelegateForFunctionPointer<VersionNumber>(export)()
            : 0;

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int VersionNumber();
}
