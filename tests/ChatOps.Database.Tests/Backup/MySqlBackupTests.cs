using ChatOps.Database.Connections;
using ChatOps.Database.Tests.Servers;

namespace ChatOps.Database.Tests.Backup;

public sealed class MySqlBackupTests : BackupSuite
{
    private protected override TestEngine Engine => TestEngine.MySql;

    private protected override string Extension => ".sql";

    private protected override string Script => """
        CREATE TABLE parents (id INT AUTO_INCREMENT PRIMARY KEY, name TEXT NOT NULL);
        CREATE TABLE `odd name's` (id INT PRIMARY KEY, parent INT, data BLOB, word VARCHAR(9) DEFAULT 'x', FOREIGN KEY (parent) REFERENCES parents (id));
        CREATE TRIGGER t BEFORE INSERT ON parents FOR EACH ROW SET new.name = upper(new.name);
        CREATE VIEW v AS SELECT name FROM parents;
        INSERT INTO parents (name) VALUES ('Straße'), ('two
        lines; -- Dump completed');
        INSERT INTO `odd name's` VALUES (1, 2, x'00ff0a0d5c27', ''), (2, NULL, NULL, NULL);
        """;

    private protected override string Everything => "SELECT CONCAT((SELECT GROUP_CONCAT(CONCAT(id, name) ORDER BY id) FROM parents), (SELECT GROUP_CONCAT(CONCAT(id, COALESCE(HEX(data), '-'), COALESCE(word, '-')) ORDER BY id) FROM `odd name's`))";

    private protected override async Task<TestEngineDatabase> RestoreAsync(string file) => await Engine.CreateAsync(await File.ReadAllTextAsync(file));

    [SkippableFact]
    public async Task Backup_ByAUserWhoMayOnlyRead_SaysWhatItLacks()
    {
        await using var database = await Engine.CreateAsync($"{Script} DROP VIEW v;");

        var complete = await CreateAsync(database.Connection);
        File.Delete(complete.File);
        var backup = await CreateAsync(database.Connection with { Writer = null });

        Assert.Empty(complete.Omitted);
        Assert.Equal(4, backup.Omitted.Count);
        Assert.Contains("The backup has no triggers, because the user lacks the right TRIGGER and may not see them.", backup.Omitted);
        Assert.DoesNotContain("TRIGGER", await File.ReadAllTextAsync(backup.File), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Backup_ByAUserWhoMayNotSeeAView_FailsWithTheToolsOwnWord()
    {
        await using var database = await Engine.CreateAsync(Script);

        var refusal = await Assert.ThrowsAsync<DatabaseException>(() => CreateAsync(database.Connection with { Writer = null }));

        Assert.Contains("SHOW VIEW command denied", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Folder));
    }

    [SkippableFact]
    public async Task Password_WithSignsOfOptionFiles_IsPassedAsItIs()
    {
        const string password = "a\"b#c\\d'e;f =[g] \\n";
        await using var database = await Engine.CreateAsync(Script);
        var server = ServerAddress.Parse(database.Connection.Reader.Reveal(), "mysql", 3306);
        await database.ExecuteAsync($"CREATE OR REPLACE USER odd@'%' IDENTIFIED BY '{password.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'; GRANT ALL ON {server.Database}.* TO odd@'%';");

        var backup = await CreateAsync(ConnectionAddress.Parse($"mysql://odd:{Uri.EscapeDataString(password)}@127.0.0.1:{server.Port}/{server.Database}"));

        Assert.Equal(2, backup.Tables.Count);
        Assert.DoesNotContain(Directory.GetFiles(Path.GetTempPath(), "chatops-*"), file => File.ReadAllText(file).Contains("user=\"odd\"", StringComparison.Ordinal));
    }
}
