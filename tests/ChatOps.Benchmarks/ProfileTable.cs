using System.Globalization;
using ChatOps.Database.Connections;
using ChatOps.Database.Dialects.MySql;
using ChatOps.Database.Dialects.PostgreSql;
using ChatOps.Database.Dialects.Sqlite;
using ChatOps.Database.Introspection;

namespace ChatOps.Benchmarks;

/// <summary>The table that is profiled: keys, e-mail addresses, dates, few and many texts, reals, integers, NULLs. The same rows on every engine.</summary>
internal sealed class ProfileTable : IDisposable
{
    public const string Name = "chatops_profile_benchmark";

    private readonly string? _folder;

    private ProfileTable(string address, string? folder) => (Address, _folder) = (address, folder);

    public static DatabaseAccess Access { get; } = new([new SqliteDialect(TimeProvider.System), new PostgreSqlDialect(), new MySqlDialect()]);

    public string Address { get; }

    public static async Task<ProfileTable> CreateAsync(string? address, long rows)
    {
        var folder = address is null ? Directory.CreateTempSubdirectory("chatops-benchmark-").FullName : null;
        if (folder is not null)
        {
            address = Path.Combine(folder, "profile.sqlite");
            await File.WriteAllBytesAsync(address, []);
        }

        var connection = ConnectionAddress.Parse(address!);
        await using var writer = await Access.OpenWriterAsync(connection with { Writer = connection.Reader }, CancellationToken.None);
        await writer.ExecuteAsync($"DROP TABLE IF EXISTS {Name}", null, CancellationToken.None);
        await writer.ExecuteAsync(
            $"CREATE TABLE {Name}(id INTEGER PRIMARY KEY, customer_id INTEGER, email VARCHAR(60), ordered_at VARCHAR(20), status VARCHAR(20), amount DOUBLE PRECISION, quantity INTEGER, city VARCHAR(30), note VARCHAR(80), phone VARCHAR(20))",
            null, CancellationToken.None);
        await writer.ExecuteAsync(Fill(connection.Provider, rows), null, CancellationToken.None);
        await writer.CommitAsync(CancellationToken.None);
        if (connection.Provider == DatabaseProvider.PostgreSql)
        {
            await using var analyze = await Access.OpenWriterAsync(connection with { Writer = connection.Reader }, CancellationToken.None);
            await analyze.ExecuteAsync($"ANALYZE {Name}", null, CancellationToken.None);
            await analyze.CommitAsync(CancellationToken.None);
        }

        return new ProfileTable(address!, folder);
    }

    /// <summary>As the engine reads it back.</summary>
    public static async Task<Table> DescribeAsync(ReaderSession session) =>
        (await SchemaReader.ReadAsync(session, CancellationToken.None)).Tables.Single(table => table.Name == Name);

    public void Dispose()
    {
        if (_folder is not null)
        {
            Directory.Delete(_folder, true);
        }
    }

    private static string Fill(DatabaseProvider provider, long rows)
    {
        var sqlite = provider == DatabaseProvider.Sqlite;
        var numbers = sqlite
            ? string.Create(CultureInfo.InvariantCulture, $"(WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {rows}) SELECT n, n * 7919 % 1000003 AS r FROM s) AS numbers")
            : string.Create(CultureInfo.InvariantCulture, $"(SELECT n, n * 7919 % 1000003 AS r FROM generate_series(1::bigint, {rows}) AS n) AS numbers");
        string Two(string number) => sqlite ? $"substr('0' || ({number}), -2)" : $"right('0' || ({number}), 2)";
        return $"""
            INSERT INTO {Name} SELECT n, r % 100000, CASE WHEN r % 50 = 0 THEN NULL ELSE 'user' || r || '@example' || (r % 40) || '.org' END,
            (2015 + r % 11) || '-' || {Two("1 + r % 12")} || '-' || {Two("1 + r % 28")} || ' ' || {Two("r % 24")} || ':' || {Two("r / 24 % 60")} || ':' || {Two("n % 60")},
            CASE r % 5 WHEN 0 THEN 'open' WHEN 1 THEN 'paid' WHEN 2 THEN 'shipped' WHEN 3 THEN 'returned' ELSE 'cancelled' END,
            (r % 500000) / 100.0, 1 + r % 49, 'City ' || (r % 900), CASE WHEN r % 2 = 0 THEN NULL ELSE 'note ' || r || ' about some more words' END,
            '+49 ' || (100 + r % 899) || ' ' || (1000000 + n) FROM {numbers}
            """;
    }
}
