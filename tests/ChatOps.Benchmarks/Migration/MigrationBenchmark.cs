using System.Diagnostics;
using System.Globalization;

namespace ChatOps.Benchmarks.Migration;

/// <summary>A shop from SQLite into PostgreSQL.</summary>
internal static class MigrationBenchmark
{
    private const int Rounds = 3;

    public static async Task RunAsync(double scale)
    {
        using var servers = await BenchmarkServers.StartAsync();
        var folder = Directory.CreateTempSubdirectory("chatops-bench-shop-").FullName;
        try
        {
            var started = Stopwatch.GetTimestamp();
            var shop = ShopSource.Create(folder, scale);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Made {shop.Rows:N0} rows, {new FileInfo(shop.File).Length / 1e6:0} MB, in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s."));
            for (var round = 0; round < Rounds; round++)
            {
                var pgloader = await MeasuredProcess.RunAsync("pgloader", ["--root-dir", folder, shop.File, await servers.EmptyPostgreSqlAsync("pgloader")]);
                Console.WriteLine(pgloader with { Output = "" });
                var copy = await CopyAsync(servers, shop);
                Console.WriteLine(copy);
            }

            Console.WriteLine(await PgloaderLosses.DescribeAsync(servers, shop));
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    /// <summary>The bare limit of loading: ready CSV into ready tables without any index, all at once.</summary>
    private static async Task<double> CopyAsync(BenchmarkServers servers, ShopSource shop)
    {
        var url = await servers.EmptyPostgreSqlAsync("bare");
        await servers.PsqlAsync("bare", [.. shop.Tables.Select(table => $"CREATE TABLE {table.Name} ({table.BareColumns})")]);
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(shop.Tables.Select(table => MeasuredProcess.RunAsync("psql", ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", url, "-c", $"\\copy {table.Name} FROM '{shop.CsvOf(table)}' CSV"])));
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
