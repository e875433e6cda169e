using System.Diagnostics;
using System.Globalization;
using ChatOps.Database.Connections;
using ChatOps.Database.Dialects.MySql;
using ChatOps.Database.Dialects.PostgreSql;
using ChatOps.Database.Introspection;

namespace ChatOps.Benchmarks;

/// <summary>Reading the whole schema of 1,000 tables of ten columns with keys, references, checks and indexes: the first time in a process, and again.</summary>
internal static class SchemaBenchmark
{
    private const int Tables = 1_000;
    private const int Again = 5;

    /// <param name="url">An empty database of a server where tables may be made, or one in which this has made them.</param>
    public static async Task RunAsync(string url)
    {
        var connection = ConnectionAddress.Parse(url) with { Writer = new Secret(url) };
        var access = new DatabaseAccess([new PostgreSqlDialect(), new MySqlDialect()]);
        var first = Stopwatch.StartNew();
        var schema = await ReadAsync(access, connection);
        first.Stop();
        if (schema.Tables.Count == 0)
        {
            await MakeAsync(access, connection);
            Console.WriteLine("Made the tables; run it again to measure.");
            return;
        }

        var times = new List<double>();
        for (var run = 0; run < Again; run++)
        {
            var start = Stopwatch.GetTimestamp();
            await ReadAsync(access, connection);
            times.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"| {connection.Provider}, {schema.Tables.Count:N0} tables, {schema.Tables.Sum(table => table.Columns.Count):N0} columns | {first.Elapsed.TotalSeconds:0.00} s | {times.Order().ElementAt(Again / 2):0.00} s |"));
    }

    private static Task<Schema> ReadAsync(DatabaseAccess access, DatabaseConnection connection) => new SchemaReader(access).ReadAsync(connection, CancellationToken.None);

    private static async Task MakeAsync(DatabaseAccess access, DatabaseConnection connection)
    {
        await using var writer = await access.OpenWriterAsync(connection, CancellationToken.None);
        for (var number = 0; number < Tables; number++)
        {
            var parent = number == 0 ? "" : $", FOREIGN KEY (parent) REFERENCES table_{number - 1} (id)";
            await writer.ExecuteAsync(
                $"CREATE TABLE table_{number} (id INT PRIMARY KEY, name VARCHAR(40) NOT NULL UNIQUE, parent INT, amount INT CHECK (amount > 0), note VARCHAR(100) DEFAULT 'x', price DECIMAL(10,2), at TIMESTAMP NULL, flag BOOLEAN, extra TEXT, day DATE{parent})",
                null, CancellationToken.None);
            await writer.ExecuteAsync($"CREATE INDEX ix_{number} ON table_{number} (day, amount)", null, CancellationToken.None);
        }

        await writer.CommitAsync(CancellationToken.None);
    }
}
