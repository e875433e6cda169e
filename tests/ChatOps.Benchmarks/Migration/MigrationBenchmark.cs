using System.Globalization;

namespace ChatOps.Benchmarks.Migration;

/// <summary>
/// A shop of 4.2 million rows from SQLite into PostgreSQL by the built command, beside pgloader, which does the same work, and beside the bare limit
/// of loading; then growth with the number of rows, and the other five directions. Every run is a process of its own into an empty database, and the sides take turns.
/// </summary>
internal sealed class MigrationBenchmark : IDisposable
{
    private const int Rounds = 3;

    private readonly BenchmarkServers _servers;
    private readonly string _folder = Directory.CreateTempSubdirectory("chatops-bench-shop-").FullName;

    private MigrationBenchmark(BenchmarkServers servers) => _servers = servers;

    /// <param name="scale">1 for 4.2 million rows.</param>
    public static async Task RunAsync(double scale)
    {
        using var benchmark = new MigrationBenchmark(await BenchmarkServers.StartAsync());
        var shop = ShopSource.Create(benchmark._folder, scale);
        await benchmark.CompareAsync(shop, scale);
        await benchmark.GrowAsync(scale);
        await benchmark.TurnAsync(shop);
    }

    public void Dispose()
    {
        _servers.Dispose();
        Directory.Delete(_folder, true);
    }

    private async Task CompareAsync(ShopSource shop, double scale)
    {
        List<MeasuredProcess> pgloader = [];
        List<MigrateCommand> ours = [], verified = [], loading = [];
        var bareShop = ShopSource.Create(Directory.CreateDirectory(Path.Combine(_folder, "bare")).FullName, scale, bare: true);
        List<double> copy = [];
        for (var round = 0; round < Rounds; round++)
        {
            pgloader.Add(await MeasuredProcess.RunAsync(_folder, "pgloader", ["--root-dir", _folder, shop.File, await _servers.EmptyPostgreSqlAsync("pgloader")]));
            ours.Add(await MigrateCommand.RunAsync(_folder, shop.File, await _servers.EmptyPostgreSqlAsync("ours"), verify: false, shop.Rows));
            copy.Add(await CopyAsync(shop));
            loading.Add(await MigrateCommand.RunAsync(_folder, bareShop.File, await _servers.EmptyPostgreSqlAsync("ours"), verify: false, shop.Rows));
            verified.Add(await MigrateCommand.RunAsync(_folder, shop.File, await _servers.EmptyPostgreSqlAsync("ours"), verify: true, shop.Rows));
        }

        var (theirs, own, load, bare) = (Median(pgloader, run => run.Seconds), Median(ours, run => run.Process.Seconds), Median(loading, run => run.Load), Median(copy, seconds => seconds));
        Print($"""
            | {shop.Rows:N0} rows, SQLite to PostgreSQL | seconds (median of {Rounds}) | peak memory | ratio |
            |---|---|---|---|
            | pgloader | {theirs:0.0} | {pgloader.Max(run => run.Megabytes):0} MB | |
            | `migrate --no-verify` | {own:0.0} | {ours.Max(run => run.Process.Megabytes):0} MB | {own / theirs:0.00}x of pgloader |
            | its loading, of the same tables without keys, references and indexes | {load:0.0} | | {load / bare:0.00}x of \copy |
            | `\copy` of ready CSV into ready tables, all at once | {bare:0.0} | | |
            | `migrate`, exact comparison included | {Median(verified, run => run.Process.Seconds):0.0} | {verified.Max(run => run.Process.Megabytes):0} MB | {Median(verified, run => run.Process.Seconds) / theirs:0.00}x of pgloader; both sides the same: {Word(verified.All(run => run.Verified == true))} |

            {await PgloaderLosses.DescribeAsync(_servers, shop)}

            """);
    }

    /// <summary>The same with fewer rows.</summary>
    private async Task GrowAsync(double scale)
    {
        Print($"| rows | seconds (median of {Rounds}) | microseconds per row | peak memory |\n|---|---|---|---|");
        foreach (var part in new[] { 0.25, 0.5, 1 })
        {
            var shop = ShopSource.Create(Directory.CreateDirectory(Path.Combine(_folder, part.ToString(CultureInfo.InvariantCulture))).FullName, scale * part);
            List<MigrateCommand> runs = [];
            for (var round = 0; round < Rounds; round++)
            {
                runs.Add(await MigrateCommand.RunAsync(_folder, shop.File, await _servers.EmptyPostgreSqlAsync("grown"), verify: false, shop.Rows));
            }

            var seconds = Median(runs, run => run.Process.Seconds);
            Print($"| {shop.Rows:N0} | {seconds:0.0} | {seconds * 1e6 / shop.Rows:0.00} | {runs.Max(run => run.Process.Megabytes):0} MB |");
        }
    }

    /// <summary>Each from what an earlier one has made.</summary>
    private async Task TurnAsync(ShopSource shop)
    {
        Print($"\n| direction | migrate, seconds | of it loading | compare, seconds | both sides the same | peak memory |\n|---|---|---|---|---|---|");
        await TurnAsync("SQLite to MariaDB", shop.File, await _servers.EmptyMariaDbAsync("from_sqlite"), shop);
        await TurnAsync("PostgreSQL to SQLite", _servers.PostgreSql("ours"), Path.Combine(_folder, "from_postgresql.sqlite"), shop);
        await TurnAsync("PostgreSQL to MariaDB", _servers.PostgreSql("ours"), await _servers.EmptyMariaDbAsync("from_postgresql"), shop);
        await TurnAsync("MariaDB to PostgreSQL", _servers.MariaDb("from_sqlite"), await _servers.EmptyPostgreSqlAsync("from_mariadb"), shop);
        await TurnAsync("MariaDB to SQLite", _servers.MariaDb("from_sqlite"), Path.Combine(_folder, "from_mariadb.sqlite"), shop);
    }

    private async Task TurnAsync(string direction, string source, string target, ShopSource shop)
    {
        var run = await MigrateCommand.RunAsync(_folder, source, target, verify: true, shop.Rows);
        Print($"| {direction} | {run.Migrate:0.0} | {run.Load:0.0} | {run.Verify:0.0} | {Word(run.Verified == true)} | {run.Process.Megabytes:0} MB |");
    }

    /// <summary>Ready CSV into ready tables without any index, all at once.</summary>
    private async Task<double> CopyAsync(ShopSource shop)
    {
        var url = await _servers.EmptyPostgreSqlAsync("bare");
        await _servers.PsqlAsync("bare", [.. shop.Tables.Select(table => $"CREATE TABLE {table.Name} ({table.BareColumns})")]);
        var runs = await Task.WhenAll(shop.Tables.Select(table =>
            MeasuredProcess.RunAsync(_folder, "psql", ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", url, "-c", $"\\copy {table.Name} FROM '{shop.CsvOf(table)}' CSV"])));
        return runs.Max(run => run.Seconds);
    }

    private static double Median<T>(List<T> runs, Func<T, double> seconds) => runs.Select(seconds).Order().ElementAt(runs.Count / 2);

    private static string Word(bool yes) => yes ? "yes" : "no";

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
