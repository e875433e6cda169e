using Microsoft.Data.Sqlite;

namespace ChatOps.Pipelines.Tests.Support;

/// <summary>Changes a state database from outside, as a crash or a stranger would.</summary>
internal static class Database
{
    public static async Task ChangeAsync(string folder, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "state.db")};Pooling=False;Default Timeout=30");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
