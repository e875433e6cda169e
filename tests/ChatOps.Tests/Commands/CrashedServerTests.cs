using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ChatOps.Database.Connections;
using ChatOps.Database.Tests.Servers;
using MySql.Data.MySqlClient;
using Npgsql;

namespace ChatOps.Tests.Commands;

/// <summary>A server of its own, since the crash of one session's process ends the sessions of all.</summary>
[Collection(Program.OneAfterAnother)]
public sealed class CrashedServerTests : IDisposable
{
    private const int Rows = 600_000;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task MigrationToPostgreSql_WhoseServerCrashesInMidCopy_WaitsForItAndLoadsEveryRowOnce()
    {
        CreateSource();
        await using var database = await new PostgreSqlTestEngine().CreateAsync("");
        await MigrateAsync(database, migration => TryKillAsync(database, migration));
    }

    [SkippableFact]
    public async Task MigrationToMariaDb_WhoseServerIsKilledWhileItLoads_WaitsForItAndLoadsEveryRowOnce()
    {
        CreateSource();
        var server = new MySqlTestEngine();
        await using var database = await server.CreateAsync("");
        await MigrateAsync(database, async migration =>
        {
            var isLoading = await TryWaitForRowsAsync(database, migration);
            await server.CrashAsync();
            return isLoading;
        });
    }

    private void CreateSource() => _folder.Database("source.sqlite", $"""
        CREATE TABLE parent (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
        CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id INTEGER NOT NULL REFERENCES parent (id), line TEXT NOT NULL);
        CREATE INDEX child_parent ON child (parent_id);
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Rows}) INSERT INTO parent SELECT i, 'name of ' || i FROM n;
        INSERT INTO child SELECT id, id, 'a line of some length that belongs to row ' || id FROM parent;
        """);

    /// <param name="crash">Ends the server once the migration is in the middle; false where it never was.</param>
    private async Task MigrateAsync(TestEngineDatabase database, Func<Process, Task<bool>> crash)
    {
        using var migration = Program.Start(_folder.Path, "migrate", "source.sqlite", database.Connection.Writer!.Reveal(), "--yes", "--json");
        migration.StandardInput.Close();
        var (output, error) = (migration.StandardOutput.ReadToEndAsync(), migration.StandardError.ReadToEndAsync());

        Assert.True(await crash(migration), "No row was on its way.");
        await migration.WaitForExitAsync();

        Assert.True(migration.ExitCode == 0, await error);
        var document = JsonDocument.Parse(await output).RootElement;
        Assert.True(document.GetProperty("verified").GetBoolean());
        Assert.Equal(
            [$"parent {Rows}", $"child {Rows}"], document.GetProperty("tables").EnumerateArray().Select(table => $"{table.GetProperty("name")} {table.GetProperty("loaded")}"));
    }

    /// <summary>Waits until some rows of the larger table are there, and not all.</summary>
    private static async Task<bool> TryWaitForRowsAsync(TestEngineDatabase database, Process migration)
    {
        while (!migration.HasExited)
        {
            try
            {
                await using var server = new MySqlConnection(MariaDbAddress(database.AsOwner));
                await server.OpenAsync();
                await using var counting = new MySqlCommand("SELECT COUNT(*) FROM child", server);
                if (Convert.ToInt64(await counting.ExecuteScalarAsync(), CultureInfo.InvariantCulture) is > 0 and < Rows)
                {
                    return true;
                }
            }
            catch (MySqlException exception) when (exception.Number == (int)MySqlErrorCode.NoSuchTable)
            {
                await Task.Delay(20);
            }
        }

        return false;
    }

    /// <summary>Kills the process that serves a COPY; the server then ends all sessions, recovers and goes on.</summary>
    private static async Task<bool> TryKillAsync(TestEngineDatabase database, Process migration)
    {
        while (!migration.HasExited)
        {
            await using var server = new NpgsqlConnection(PostgreSqlAddress(database.AsOwner));
            await server.OpenAsync();
            await using var copying = new NpgsqlCommand("SELECT pid FROM pg_stat_activity WHERE application_name = 'ChatOps' AND state = 'active' AND query LIKE 'COPY %child%' LIMIT 1", server);
            if (await copying.ExecuteScalarAsync() is int process)
            {
                await ServerProcess.RunAsync("kill", ["-KILL", process.ToString(CultureInfo.InvariantCulture)]);
                return true;
            }
        }

        return false;
    }

    private static string PostgreSqlAddress(DatabaseConnection connection)
    {
        var (url, user) = Address(connection);
        return new NpgsqlConnectionStringBuilder { Host = url.Host, Port = url.Port, Username = user[0], Password = user[1], Database = url.AbsolutePath[1..], Pooling = false }.ConnectionString;
    }

    private static string MariaDbAddress(DatabaseConnection connection)
    {
        var (url, user) = Address(connection);
        return new MySqlConnectionStringBuilder { Server = url.Host, Port = (uint)url.Port, UserID = user[0], Password = user[1], Database = url.AbsolutePath[1..], Pooling = false, SslMode = MySqlSslMode.None }.ConnectionString;
    }

    private static (Uri Url, string[] User) Address(DatabaseConnection connection)
    {
        var url = new Uri(connection.Reader.Reveal());
        return (url, url.UserInfo.Split(':'));
    }
}
