using ChatOps.Database.Connections;
using ChatOps.Database.Dialects.Sqlite;
using SQLitePCL;

namespace ChatOps.Database.Tests.Servers;

/// <summary>SQLite: a file in a folder of its own.</summary>
internal sealed class SqliteTestEngine : TestEngine
{
    internal override DatabaseProvider Provider => DatabaseProvider.Sqlite;

    internal override string? Missing => null;

    private protected override Task<TestEngineDatabase> CreateAsync() => Task.FromResult<TestEngineDatabase>(new SqliteFileDatabase());

    private sealed class SqliteFileDatabase : TestEngineDatabase
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("chatops-").FullName;

        internal SqliteFileDatabase()
        {
            SqliteLibrary.Initialize();
            File.WriteAllBytes(FilePath, []);
        }

        internal override DatabaseConnection Connection => AsOwner with { Writer = new Secret(FilePath) };

        internal override DatabaseConnection AsOwner => ConnectionAddress.ForFile(FilePath);

        private string FilePath => Path.Combine(_folder, "test.db");

        internal override Task ExecuteAsync(string script)
        {
            Assert.Equal(raw.SQLITE_OK, raw.sqlite3_open(FilePath, out var db));
            using (db)
            {
                var result = raw.sqlite3_exec(db, script, null, null, out var message);
                Assert.True(result == raw.SQLITE_OK, message);
            }

            return Task.CompletedTask;
        }

        public override ValueTask DisposeAsync()
        {
            Directory.Delete(_folder, true);
            return ValueTask.CompletedTask;
        }
    }
}
