using System.Text;
using ChatOps.Database.Connections;
using ChatOps.Database.Dialects.MySql;
using ChatOps.Database.Dialects.PostgreSql;
using ChatOps.Database.Dialects.Sqlite;
using ChatOps.Database.Tests.Servers;

namespace ChatOps.Database.Tests.Verification;

/// <summary>A column in the words of each engine.</summary>
internal sealed record SampleColumn(string Name, string Sqlite, string PostgreSql, string MySql)
{
    internal string TypeOn(DatabaseProvider provider) => provider switch
    {
        DatabaseProvider.Sqlite => Sqlite,
        DatabaseProvider.PostgreSql => PostgreSql,
        _ => MySql,
    };
}

/// <summary>The same table with the same rows on any engine.</summary>
/// <param name="Key">Names of the primary key; none for no key.</param>
internal sealed record SampleTable(string Name, IReadOnlyList<SampleColumn> Columns, IReadOnlyList<string> Key, IReadOnlyList<object?[]> Rows)
{
    internal static SampleColumn Integer(string name) => new(name, "INTEGER", "bigint", "bigint");

    internal static SampleColumn Real(string name) => new(name, "REAL", "double precision", "double");

    internal static SampleColumn Decimal(string name) => new(name, "DECIMAL TEXT(30,10)", "numeric(30,10)", "decimal(30,10)");

    internal static SampleColumn Text(string name) => new(name, "TEXT", "text", "varchar(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin");

    internal static SampleColumn Blob(string name) => new(name, "BLOB", "bytea", "varbinary(200)");

    internal static SampleColumn Date(string name) => new(name, "DATE", "date", "date");

    internal static SampleColumn Moment(string name) => new(name, "DATETIME", "timestamp", "datetime(6)");

    internal static SampleColumn Instant(string name) => new(name, "TIMESTAMPTZ", "timestamptz", "timestamp(6) NULL");

    internal static SampleColumn Uuid(string name) => new(name, "UUID", "uuid", "uuid");

    internal static SampleColumn Boolean(string name) => new(name, "BOOLEAN", "boolean", "boolean");

    /// <summary>Makes and fills the tables in a new database.</summary>
    internal static async Task<TestEngineDatabase> CreateAsync(TestEngine engine, params IReadOnlyList<SampleTable> tables)
    {
        var script = new StringBuilder(engine.Provider == DatabaseProvider.MySql ? "SET time_zone = '+00:00';\n" : "");
        foreach (var table in tables)
        {
            table.Write(script, engine.Provider);
        }

        var database = await engine.CreateAsync(script.ToString());
        if (engine.Provider == DatabaseProvider.Sqlite)
        {
            await BindAsync(database, tables);
        }

        return database;
    }

    internal static IDialect DialectOf(DatabaseProvider provider) => provider switch
    {
        DatabaseProvider.Sqlite => new SqliteDialect(TimeProvider.System),
        DatabaseProvider.PostgreSql => new PostgreSqlDialect(),
        _ => new MySqlDialect(),
    };

    private void Write(StringBuilder script, DatabaseProvider provider)
    {
        var dialect = DialectOf(provider);
        var columns = Columns.Select(column => $"{dialect.QuoteIdentifier(column.Name)} {column.TypeOn(provider)}{(Key.Contains(column.Name) ? " NOT NULL" : "")}");
        var key = Key.Count == 0 ? "" : $", PRIMARY KEY ({string.Join(", ", Key.Select(dialect.QuoteIdentifier))})";
        script.Append($"CREATE TABLE {dialect.QuoteIdentifier(Name)} ({string.Join(", ", columns)}{key});\n");
        foreach (var rows in provider == DatabaseProvider.Sqlite ? [] : Rows.Chunk(200))
        {
            script.Append($"INSERT INTO {dialect.QuoteIdentifier(Name)} VALUES {string.Join(", ", rows.Select(row => $"({string.Join(", ", row.Select(dialect.QuoteLiteral))})"))};\n");
        }
    }

    /// <summary>As parameters: SQLite reads some doubles from text with another last bit.</summary>
    private static async Task BindAsync(TestEngineDatabase database, IReadOnlyList<SampleTable> tables)
    {
        await using var writer = await VerifierTesting.Access.OpenWriterAsync(database.Connection, CancellationToken.None);
        foreach (var table in tables)
        {
            foreach (var row in table.Rows)
            {
                await writer.ExecuteAsync($"INSERT INTO {writer.Dialect.QuoteIdentifier(table.Name)} VALUES ({string.Join(", ", row.Select(_ => "?"))})", row, CancellationToken.None);
            }
        }

        await writer.CommitAsync(CancellationToken.None);
    }
}
