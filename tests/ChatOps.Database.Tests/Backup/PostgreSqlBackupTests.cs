using System.Globalization;
using ChatOps.Database.Backup;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Tests.Connections;
using ChatOps.Database.Tests.Servers;

namespace ChatOps.Database.Tests.Backup;

public sealed class PostgreSqlBackupTests : BackupSuite
{
    private protected override TestEngine Engine => TestEngine.PostgreSql;

    private protected override string Extension => ".dump";

    private protected override string Script => """
        CREATE TABLE parents (id INT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name TEXT NOT NULL);
        CREATE TABLE "odd name's" (id INT PRIMARY KEY, parent INT REFERENCES parents (id), data BYTEA, word VARCHAR(9) DEFAULT 'x');
        CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN new; END $$;
        CREATE TRIGGER t BEFORE INSERT ON parents FOR EACH ROW EXECUTE FUNCTION f();
        CREATE VIEW v AS SELECT name FROM parents;
        INSERT INTO parents (name) VALUES ('Straße'), ('two
        lines; -- Dump completed');
        INSERT INTO "odd name's" VALUES (1, 2, '\x00ff0a0d5c27', ''), (2, NULL, NULL, NULL);
        """;

    private protected override string Everything => "SELECT (SELECT string_agg(id || name, ',' ORDER BY id) FROM parents) || (SELECT string_agg(id || coalesce(data::text, '-') || coalesce(word, '-'), ',' ORDER BY id) FROM \"odd name's\")";

    private protected override async Task<TestEngineDatabase> RestoreAsync(string file)
    {
        var restored = await Engine.CreateAsync("");
        var server = ServerAddress.Parse(restored.AsOwner.Reader.Reveal(), "postgresql", 5432);
        await ServerProcess.RunAsync(
            "pg_restore", ["--clean", "--if-exists", "--single-transaction", "-h", server.Host, "-p", server.Port.ToString(CultureInfo.InvariantCulture), "-U", server.User, "-d", server.Database, file],
            null, ("PGPASSWORD", server.Password!));
        return restored;
    }

    [SkippableFact]
    public async Task Backup_OfWhatTheUserMayNotRead_FailsWithTheToolsOwnWord()
    {
        await using var database = await Engine.CreateAsync($"{Script} CREATE TABLE secret (id INT PRIMARY KEY); REVOKE ALL ON secret FROM reader;");

        var refusal = await Assert.ThrowsAsync<DatabaseException>(() => CreateAsync(database.Connection with { Writer = null }));

        Assert.Equal(DatabaseProblem.Denied, refusal.Problem);
        Assert.Contains("permission denied for table secret. No backup was kept", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Folder));
    }

    [SkippableFact]
    public async Task Backup_OfOneNamespace_HoldsOnlyThat()
    {
        await using var database = await Engine.CreateAsync($"{Script} CREATE SCHEMA \"it's\"; CREATE TABLE \"it's\".own (id INT PRIMARY KEY);");
        var only = database.AsOwner with { Reader = new Secret(database.AsOwner.Reader.Reveal() + "?schema=it%27s") };

        var backup = await CreateAsync(only);

        Assert.Equal(["own"], backup.Tables.Select(name => name.Split('.')[^1]));
        await Assert.ThrowsAsync<DatabaseException>(async () => await TestDatabase.Access.DialectOf(only).Backup.VerifyAsync(
            backup.File, await new SchemaReader(TestDatabase.Access).ReadAsync(database.AsOwner, CancellationToken.None), CancellationToken.None));
    }

    [SkippableFact]
    public async Task WhileItRuns_NoPasswordStandsOnTheCommandLine_AndACancellationEndsTheProgram()
    {
        await using var database = await Engine.CreateAsync("CREATE TABLE big AS SELECT i, md5(i::text) AS word FROM generate_series(1, 400000) i;");
        using var cancel = new CancellationTokenSource();
        var backup = new BackupCreator(TestDatabase.Access, TimeProvider.System)
            .CreateAsync(database.Connection, Folder, null, cancel.Token);
        while (RunningPrograms().Count == 0)
        {
            Assert.False(backup.IsCompleted);
            await Task.Delay(5);
        }

        Assert.All(RunningPrograms(), line => Assert.DoesNotContain(PostgreSqlTestEngine.Password, line, StringComparison.Ordinal));
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => backup);
        Assert.Empty(RunningPrograms());
        Assert.Empty(Directory.GetFiles(Folder));
    }

    /// <summary>Command lines that name this test's folder.</summary>
    private List<string> RunningPrograms() => [.. Directory.GetDirectories("/proc").Where(process => int.TryParse(Path.GetFileName(process), CultureInfo.InvariantCulture, out _)).Select(CommandLine).Where(line => line.Contains(Folder, StringComparison.Ordinal))];

    private static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline"));
        }
        catch (IOException)
        {
            return "";
        }
    }
}
