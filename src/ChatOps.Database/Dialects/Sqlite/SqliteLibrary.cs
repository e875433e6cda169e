using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace ChatOps.Database.Dialects.Sqlite;

/// <summary>Which SQLite engine this process runs: the system's where it is newer than the one we bring, else ours.</summary>
public static class SqliteLibrary
{
    private static readonly string[] SystemNames = OperatingSystem.IsWindows() ? ["winsqlite3"]
        : OperatingSystem.IsMacOS() ? ["/usr/lib/libsqlite3.dylib", "libsqlite3.dylib"]
        : ["libsqlite3.so.0", "libsqlite3.so"];

    private static readonly Lazy<Version> Loaded = new(Load);

    /// <summary>The engine's version, such as 3.46.1.</summary>
    public static Version Version => Loaded.Value;

    /// <summary>Makes the engine ready. Safe to call any number of times from any thread.</summary>
    public static void Initialize() => _ = Loaded.Value;

    private static Version Load()
    {
        if (!IsStarted())
        {
            NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, Resolve);
            NativeLibrary.SetDllImportResolver(typeof(SqliteLibrary).Assembly, Resolve);
            Batteries_V2.Init();
        }

        return ToVersion(raw.sqlite3_libversion_number());
    }

    /// <summary>
    /// Somebody else in the process opened a SQLite file before us. Their choice stands: functions are bound one by one,
    /// and a handle of one engine in the hands of another ends the process.
    /// </summary>
    private static bool IsStarted()
    {
        try
        {
            return raw.sqlite3_libversion_number() > 0;
        }
        catch (Exception notStarted) when (notStarted is not DllNotFoundException)
        {
            return false;
        }
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (name != "e_sqlite3")
        {
            return 0;
        }

        var bundled = NativeLibrary.TryLoad(name, assembly, searchPath, out var ours) ? ours : 0;
        foreach (var candidate in SystemNames)
        {
            if (NativeLibrary.TryLoad(candidate, out var system))
            {
                if (IsUsable(system) && VersionOf(system) > VersionOf(bundled))
                {
                    return system;
                }

                NativeLibrary.Free(system);
            }
        }

        return bundled;
    }

    /// <summary>The driver binds these at start, and a system build may leave them out.</summary>
    private static bool IsUsable(nint library) =>
        new[] { "sqlite3_open_v2", "sqlite3_set_authorizer", "sqlite3_progress_handler", "sqlite3_limit", "sqlite3_table_column_metadata" }
            .All(export => NativeLibrary.TryGetExport(library, export, out _));

    private static int VersionOf(nint library) =>
        library != 0 && NativeLibrary.TryGetExport(library, "sqlite3_libversion_number", out var address)
            ? Marshal.GetDelegateForFunctionPointer<VersionNumber>(address)()
            : 0;

    private static Version ToVersion(int number) => new(number / 1_000_000, number / 1000 % 1000, number % 1000);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int VersionNumber();
}
