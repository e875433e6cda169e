using SQLitePCL;

namespace ChatOps.Pipelines.State;

/// <summary>
/// Starts the native SQLite library. The bundled one serves the state database; a program that wants another registers
/// its resolver for the provider's assembly before the state is opened, since a process holds only one.
/// </summary>
internal static class SqliteEngine
{
    private static readonly Lazy<bool> Started = new(Start);

    public static void EnsureStarted() => _ = Started.Value;

    private static bool Start()
    {
        Batteries_V2.Init();
        return true;
    }
}
