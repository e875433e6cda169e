namespace ChatOps.Benchmarks.Migration;

/// <summary>What pgloader has changed without an error, asked of PostgreSQL beside the exact rows from CSV.</summary>
internal static class PgloaderLosses
{
    private const string Database = "pgloader";

    /// <summary>One line for people; the database holds what pgloader made.</summary>
    public static async Task<string> DescribeAsync(BenchmarkServers servers, ShopSource shop)
    {
        await servers.PsqlAsync(Database, "DROP SCHEMA IF EXISTS exact CASCADE", "CREATE SCHEMA exact");
        var (values, changed) = (0L, 0L);
        foreach (var (table, column) in shop.Tables.SelectMany(table => table.ColumnsOf("REAL").Select(column => (table, column))))
        {
            await servers.PsqlAsync(Database, $"CREATE TABLE IF NOT EXISTS exact.{table.Name} ({table.BareColumns})", $"TRUNCATE exact.{table.Name}", $"\\copy exact.{table.Name} FROM '{shop.CsvOf(table)}' CSV");
            var pairs = $"FROM {table.Name} loaded JOIN exact.{table.Name} exact USING (id) WHERE exact.{column} IS NOT NULL";
            values += await CountAsync(servers, $"SELECT COUNT(*) {pairs}");
            changed += await CountAsync(servers, $"SELECT COUNT(*) {pairs} AND loaded.{column}::float8 <> exact.{column}");
        }

        var required = await CountAsync(servers, "SELECT COUNT(*) FROM information_schema.columns WHERE table_schema = 'public' AND is_nullable = 'NO' AND column_name <> 'id'");
        var sized = await CountAsync(servers, "SELECT COUNT(*) FROM information_schema.columns WHERE table_schema = 'public' AND (character_maximum_length IS NOT NULL OR data_type = 'numeric' AND numeric_precision IS NOT NULL)");
        return FormattableString.Invariant(
            $"pgloader changed {changed:N0} of {values:N0} REAL values; of {shop.Tables.Sum(table => table.Required)} NOT NULL columns beside keys it kept {required}, of {shop.Tables.Sum(table => table.Sized)} lengths and precisions {sized}.");
    }

    private static async Task<long> CountAsync(BenchmarkServers servers, string question) =>
        long.Parse(await servers.AskPostgreSqlAsync(Database, question), System.Globalization.CultureInfo.InvariantCulture);
}
