using ChatOps.Database.Connections;
using ChatOps.Database.Dialects.MySql;
using ChatOps.Database.Dialects.PostgreSql;
using ChatOps.Database.Dialects.Sqlite;
using ChatOps.Database.Introspection;
using SQLitePCL;

namespace ChatOps.Database.Tests.Connections;

/// <summary>A real SQLite file in a folder of its own, written with the engine itself.</summary>
internal sealed class TestDatabase : IDisposable
{
    private readonly sqlite3 _writer;

    internal TestDatabase(string sql = "", string fileName = "test.db")
    {
        SqliteLibrary.Initialize();
        Folder = Directory.CreateTempSubdirectory("chatops-").FullName;
        FilePath = Path.Combine(Folder, fileName);
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_open(FilePath, out _writer));
        Execute(sql);
    }

    internal string Folder { get; }

    internal string FilePath { get; }

    internal static DatabaseAccess Access { get; } = new([new SqliteDialect(TimeProvider.System), new PostgreSqlDialect(), new MySqlDialect()]);

    internal DatabaseConnection Connection => ConnectionAddress.ForFile(FilePath);

    /// <summary>Runs statements as the database's own application would.</summary>
    internal TestDatabase Execute(string sql)
    {
        var result = raw.sqlite3_exec(_writer, sql, null, null, out var message);
        Assert.True(result == raw.SQLITE_OK, message);
        return this;
    }

    /// <summary>Closes the writing connection.</summary>
    internal TestDatabase CloseWriter()
    {
        _writer.Dispose();
        return this;
    }

    internal Task<ReaderSession> OpenAsync(ConnectionLimits? limits = null) =>
        Access.OpenReaderAsync(Connection with { Limits = limits ?? new ConnectionLimits { LockTimeout = TimeSpan.FromMilliseconds(100) } }, CancellationToken.None);

    internal async Task<Schema> ReadSchemaAsync()
    {
        await using var session = await OpenAsync();
        return await SchemaReader.ReadAsync(session, CancellationToken.None);
    }

    public void Dispose()
    {
        _writer.Dispose();
        Directory.Delete(Folder, true);
    }
}
