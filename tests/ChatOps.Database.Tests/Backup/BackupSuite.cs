using System.Security.Cryptography;
using ChatOps.Database.Backup;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Introspection.Diff;
using ChatOps.Database.Tests.Connections;
using ChatOps.Database.Tests.Servers;

namespace ChatOps.Database.Tests.Backup;

/// <summary>Backups of each engine, restored into a database of their own.</summary>
public abstract class BackupSuite : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 12, 30, 5, TimeSpan.Zero);

    private protected string Folder { get; } = Directory.CreateTempSubdirectory("chatops-backup-").FullName;

    private protected abstract TestEngine Engine { get; }

    /// <summary>A table of blobs and odd texts, two with a reference, a view and a trigger, in the engine's own words.</summary>
    private protected abstract string Script { get; }

    private protected abstract string Extension { get; }

    /// <summary>Rows of both tables as one text, the same before and after.</summary>
    private protected abstract string Everything { get; }

    public void Dispose()
    {
        Directory.Delete(Folder, true);
        GC.SuppressFinalize(this);
    }

    [SkippableFact]
    public async Task Backup_Restored_IsTheSameSchemaWithTheSameRows()
    {
        await using var database = await Engine.CreateAsync(Script);

        var backup = await CreateAsync(database.Connection);

        var file = Assert.Single(Directory.GetFiles(Folder));
        Assert.Equal((Path.Combine(Folder, $"{database.Connection.Name}-20261126-123005{Extension}"), file), (file, backup.File));
        Assert.Equal((new FileInfo(file).Length, Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(file)))), (backup.Bytes, backup.Sha256));
        Assert.Equal(["odd name's", "parents"], backup.Tables);
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.DoesNotContain(PostgreSqlTestEngine.Password, backup.Restore, StringComparison.Ordinal);
        await using var restored = await RestoreAsync(file);
        var (before, after) = (await ReadAsync(database.AsOwner), await ReadAsync(restored.AsOwner));
        Assert.Empty(SchemaComparison.Compare(before, after).Changes.Select(change => change.Message));
        Assert.Equal(before.Triggers.Select(trigger => trigger.Name), after.Triggers.Select(trigger => trigger.Name));
        Assert.Equal(await AskAsync(database.AsOwner), await AskAsync(restored.AsOwner));
    }

    [SkippableFact]
    public async Task Folder_ThatCannotBeWritten_IsNamed_AndNothingIsLeft()
    {
        await using var database = await Engine.CreateAsync(Script);
        var file = Path.Combine(Folder, "a file");
        await File.WriteAllTextAsync(file, "mine");

        var refusal = await Assert.ThrowsAsync<DatabaseException>(() => new BackupCreator(TestDatabase.Access, TimeProvider.System).CreateAsync(database.Connection, file, null, CancellationToken.None));

        Assert.Contains("No backup was kept, and nothing in the database was changed.", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(Folder))));
    }

    [SkippableFact]
    public async Task Copy_ThatIsCutOff_IsNotTakenForABackup()
    {
        await using var database = await Engine.CreateAsync(Script);
        var backup = await CreateAsync(database.Connection);
        var bytes = await File.ReadAllBytesAsync(backup.File);
        await File.WriteAllBytesAsync(backup.File, bytes[..(bytes.Length * 2 / 3)]);

        await Assert.ThrowsAsync<DatabaseException>(async () =>
            await TestDatabase.Access.DialectOf(database.Connection).Backup.VerifyAsync(backup.File, await ReadAsync(database.AsOwner), CancellationToken.None));
    }

    [SkippableFact]
    public async Task Copy_WithoutATableThatTheDatabaseHas_IsNotTakenForABackup()
    {
        await using var database = await Engine.CreateAsync(Script);
        var backup = await CreateAsync(database.Connection);
        await database.ExecuteAsync("CREATE TABLE later (id INT PRIMARY KEY);");

        var refusal = await Assert.ThrowsAsync<DatabaseException>(async () =>
            await TestDatabase.Access.DialectOf(database.Connection).Backup.VerifyAsync(backup.File, await ReadAsync(database.AsOwner), CancellationToken.None));

        Assert.True(refusal.IsTransient);
    }

    private protected Task<BackupResult> CreateAsync(DatabaseConnection connection) =>
        new BackupCreator(TestDatabase.Access, new FixedTime(Now)).CreateAsync(connection, Folder, null, CancellationToken.None);

    private protected abstract Task<TestEngineDatabase> RestoreAsync(string file);

    private static Task<Schema> ReadAsync(DatabaseConnection connection) => new SchemaReader(TestDatabase.Access).ReadAsync(connection, CancellationToken.None);

    private async Task<object?> AskAsync(DatabaseConnection connection)
    {
        await using var session = await TestDatabase.Access.OpenReaderAsync(connection, CancellationToken.None);
        var answer = await session.ScalarAsync(Everything, CancellationToken.None);
        Assert.NotNull(answer);
        return answer;
    }

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
