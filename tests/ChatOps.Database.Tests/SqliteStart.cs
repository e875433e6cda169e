using System.Runtime.CompilerServices;
using ChatOps.Database.Dialects.Sqlite;

namespace ChatOps.Database.Tests;

/// <summary>Tests open SQLite files of their own in any order, so the engine is chosen before the first of them, as the program does.</summary>
internal static class SqliteStart
{
    [ModuleInitializer]
    internal static void Choose() => SqliteLibrary.Initialize();
}
