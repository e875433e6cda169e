using System.Diagnostics;
using System.Globalization;
using ChatOps.Database.Connections;
using ChatOps.Database.Dialects.MySql;
using ChatOps.Database.Dialects.PostgreSql;
using ChatOps.Database.Introspection;
using ChatOps.Database.Verification;
using ChatOps.Database.Verification.Pairing;
using Npgsql;
using SQLitePCL;

namespace ChatOps.Benchmarks;

/// <summary>
/// The exact comparison of two equal tables of 10 columns on two engines, beside the bare fetch of each side: the very same SELECT ... ORDER BY key
/// through the bare driver, which looks at no value. The three take turns in one process.
/// </summary>
internal static class VerifyBenchmark
{
    private const int Rounds = 3;

    /// <param name="source">A URL of an owner, or <c>sqlite</c> for a file in the temporary folder.</param>
    /// <param name="target">As the source.</param>
    /// <param name="rows">Rows of the table.</param>
    public static async Task RunAsync(string source, string target, long rows)
    {
        var folder = Directory.CreateTempSubdirectory("chatops-benchmark-").FullName;
        try
        {
            await RunAsync(await PrepareAsync(source, folder, rows), await PrepareAsync(target, folder, rows), rows);
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    private static async Task RunAsync(DatabaseConnection source, DatabaseConnection target, long rows)
    {
        var (sourceSql, targetSql) = await StatementsAsync(source, target);
        // One more round before those that count: code that is still to be compiled, pages that are still on disk.
        List<double> ratios = [];
        for (var round = 0; round <= Rounds; round++)
        {
            var one = await TimeAsync(() => FetchAsync(source, sourceSql, rows));
            var other = await TimeAsync(() => FetchAsync(target, targetSql, rows));
            var before = Environment.CpuUsage.TotalTime;
            var verified = await TimeAsync(() => VerifyAsync(source, target, rows));
            var processor = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
            var ratio = verified / Math.Max(one, other);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {(round == 0 ? "first" : round)} | {source.Provider} {one:0.00} s | {target.Provider} {other:0.00} s | {verified:0.00} s, of which {processor:0.00} s of our own processor time | {ratio:0.00}x |"));
            ratios.Add(ratio);
        }

        using var self = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{rows:N0} x 10, {source.Provider} against {target.Provider}: {ratios.Skip(1).Order().ElementAt(Rounds / 2):0.00}x the slower bare fetch; {self.PeakWorkingSet64 / 1e6:0} MB at most"));
    }

    private static async Task<DatabaseConnection> PrepareAsync(string address, string folder, long rows)
    {
        var path = address == "sqlite" ? Path.Combine(folder, "verify.sqlite") : null;
        if (path is not null)
        {
            await File.WriteAllBytesAsync(path, []);
        }

        var connection = ConnectionAddress.Parse(path ?? address);
        connection = connection with { Writer = connection.Reader };
        await VerifyTable.MakeAsync(connection, rows);
        return connection;
    }

    private static async Task<(string Source, string Target)> StatementsAsync(DatabaseConnection source, DatabaseConnection target)
    {
        await using var one = await ProfileTable.Access.OpenReaderAsync(source, CancellationToken.None);
        await using var other = await ProfileTable.Access.OpenReaderAsync(target, CancellationToken.None);
        var pairing = new TablePairing(
            (await SchemaReader.ReadAsync(one, CancellationToken.None), one.Dialect), (await SchemaReader.ReadAsync(other, CancellationToken.None), other.Dialect));
        var pair = pairing.ByName([VerifyTable.Name]).Pairs.Single();
        return (pair.Source.Sql(one.Dialect, ordered: true), pair.Target.Sql(other.Dialect, ordered: true));
    }

    private static async Task VerifyAsync(DatabaseConnection source, DatabaseConnection target, long rows)
    {
        var result = await new Verifier(ProfileTable.Access).VerifyAsync(source, target, new VerificationOptions { Tables = [VerifyTable.Name] }, null, CancellationToken.None);
        if (!result.Identical || result.Tables.Single().Source != rows)
        {
            throw new InvalidOperationException($"The two tables should be the same: {result.Tables.Single()} {string.Join(' ', result.Tables.Single().Differences.Take(3))} {string.Join(' ', result.Tables.Single().Differences.Take(3).SelectMany(row => row.Values))}");
        }
    }

    private static async Task FetchAsync(DatabaseConnection connection, string sql, long rows)
    {
        var fetched = connection.Provider switch
        {
            DatabaseProvider.Sqlite => FetchSqlite(connection, sql),
            DatabaseProvider.PostgreSql => await FetchPostgreSqlAsync(connection, sql),
            _ => await FetchMySqlAsync(connection, sql),
        };
        if (fetched != rows)
        {
            throw new InvalidOperationException($"The bare fetch read {fetched} rows.");
        }
    }

    private static long FetchSqlite(DatabaseConnection connection, string sql)
    {
        raw.sqlite3_open_v2(connection.Reader.Reveal(), out var db, raw.SQLITE_OPEN_READONLY, null);
        using (db)
        {
            raw.sqlite3_prepare_v2(db, sql, out var statement);
            using (statement)
            {
                var rows = 0L;
                while (raw.sqlite3_step(statement) == raw.SQLITE_ROW)
                {
                    rows++;
                }

                return rows;
            }
        }
    }

    private static async Task<long> FetchPostgreSqlAsync(DatabaseConnection connection, string sql)
    {
        await using var server = await PostgreSqlServer.OpenAsync(connection.Reader, connection.Limits, CancellationToken.None);
        using var copy = await server.BeginTextExportAsync($"COPY ({sql}) TO STDOUT");
        var stream = ((StreamReader)(TextReader)copy).BaseStream;
        var (buffer, rows) = (new byte[1 << 16], 0L);
        while (stream.Read(buffer) is > 0 and var read)
        {
            rows += buffer.AsSpan(0, read).Count((byte)'\n');
        }

        return rows;
    }

    private static async Task<long> FetchMySqlAsync(DatabaseConnection connection, string sql)
    {
        using var server = await MySqlServer.OpenAsync(connection.Reader, connection.Limits, CancellationToken.None);
        using var command = new MySql.Data.MySqlClient.MySqlCommand(sql, server);
        using var reader = command.ExecuteReader();
        var rows = 0L;
        while (reader.Read())
        {
            rows++;
        }

        return rows;
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
