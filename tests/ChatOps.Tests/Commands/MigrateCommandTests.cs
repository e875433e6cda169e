using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace ChatOps.Tests.Commands;

public sealed class MigrateCommandTests : IDisposable
{
    internal const string Sound = """
        CREATE TABLE customer (id INTEGER PRIMARY KEY, name VARCHAR(40) NOT NULL, email VARCHAR(60));
        CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customer (id), total NUMERIC(10,2) NOT NULL);
        CREATE INDEX orders_customer ON orders (customer_id);
        INSERT INTO customer VALUES (1, 'Maria', 'maria@example.org'), (2, 'Jörg', NULL);
        INSERT INTO orders VALUES (1, 1, 10.5), (2, 2, 7), (3, 1, 0.1);
        """;

    private const string Orphaned = Sound + "INSERT INTO orders VALUES (4, 99, 1);";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Migrate_IntoANewFile_PrintsTheAccountAndEndsWithZero()
    {
        _folder.Database("shop.sqlite", Sound);

        var ended = await MigrateAsync("shop.sqlite", "copy.sqlite", "--yes", "--json");

        Assert.Equal((0, ""), (ended.ExitCode, ended.ExitCode == 0 ? "" : ended.Error));
        using var document = JsonDocument.Parse(ended.Output);
        var root = document.RootElement;
        Assert.Equal(["customer 2 2 0", "orders 3 3 0"], root.GetProperty("tables").EnumerateArray().Select(table => $"{table.GetProperty("name")} {table.GetProperty("source")} {table.GetProperty("loaded")} {table.GetProperty("rejected")}"));
        Assert.Empty(root.GetProperty("rejects").EnumerateArray());
        Assert.Equal(["schema", "load", "index", "constraints", "verify"], root.GetProperty("seconds").EnumerateObject().Select(phase => phase.Name));
        Assert.True(root.GetProperty("verified").GetBoolean());
        Assert.Equal(["1 1 10.5", "2 2 7", "3 1 0.1"], Rows("copy.sqlite", "SELECT id || ' ' || customer_id || ' ' || total FROM orders ORDER BY id"));
    }

    [Fact]
    public async Task TheProof_OutlivesTheCommand_AndCanBeCheckedUntilAByteChanges()
    {
        _folder.Database("shop.sqlite", Sound);
        using var document = JsonDocument.Parse((await MigrateAsync("shop.sqlite", "copy.sqlite", "--yes", "--json")).Output);
        var proof = document.RootElement.GetProperty("proof").GetString()!;

        var sound = await Program.RunAsync(_folder.Path, "verify", "--proof", proof);
        await File.WriteAllTextAsync(proof, (await File.ReadAllTextAsync(proof)).Replace("\"loaded\": 3", "\"loaded\": 4", StringComparison.Ordinal));
        var changed = await Program.RunAsync(_folder.Path, "verify", "--proof", proof, "--json");
        var elsewhere = await Program.RunAsync(_folder.Path, "verify", "--proof", proof, "--data", "another");
        var nothing = await Program.RunAsync(_folder.Path, "verify", "--proof", "shop.sqlite");

        Assert.Equal(0, sound.ExitCode);
        Assert.Contains("Identical", sound.Output, StringComparison.Ordinal);
        Assert.Equal(1, changed.ExitCode);
        Assert.Equal("changed", JsonDocument.Parse(changed.Output).RootElement.GetProperty("state").GetString());
        Assert.Equal((4, 2), (elsewhere.ExitCode, nothing.ExitCode));
        Assert.Contains("maria@example.org", string.Join(' ', Rows("copy.sqlite", "SELECT email FROM customer WHERE id = 1")), StringComparison.Ordinal);
        Assert.DoesNotContain("maria@example.org", await File.ReadAllTextAsync(proof), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RejectedRows_StandInTheTargetWithTheirReason_AndEndWithOne()
    {
        _folder.Database("shop.sqlite", Orphaned);

        var ended = await MigrateAsync("shop.sqlite", "copy.sqlite", "--yes", "--json");

        Assert.Equal(1, ended.ExitCode);
        using var document = JsonDocument.Parse(ended.Output);
        var reject = document.RootElement.GetProperty("rejects").EnumerateArray().Single();
        Assert.Equal(("orders", 1), (reject.GetProperty("table").GetString(), reject.GetProperty("count").GetInt64()));
        Assert.True(document.RootElement.GetProperty("verified").GetBoolean());
        Assert.Equal(["{\"id\":\"4\"}"], Rows("copy.sqlite", "SELECT \"key\" FROM _chatops_rejects"));
    }

    [Fact]
    public async Task WithoutADecision_NothingIsWritten_AndItEndsWithFive()
    {
        _folder.Database("shop.sqlite", Sound);

        var ended = await MigrateAsync("shop.sqlite", "copy.sqlite");

        Assert.Equal(5, ended.ExitCode);
        Assert.Contains("Nothing was written", ended.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.At("copy.sqlite")));
        Assert.False(Directory.Exists(_folder.At("data")));
    }

    [Fact]
    public async Task IntoProd_TheLocalPersonsYesDoesNotCount()
    {
        _folder.Database("shop.sqlite", Sound);

        var ended = await MigrateAsync("shop.sqlite", "copy.sqlite", "--yes", "--environment", "prod");

        Assert.Equal(5, ended.ExitCode);
        Assert.False(File.Exists(_folder.At("copy.sqlite")));
    }

    [Fact]
    public async Task DryRun_PrintsEveryStatement_AndLeavesNothing()
    {
        _folder.Database("shop.sqlite", Sound);

        var ended = await MigrateAsync("shop.sqlite", "copy.sqlite", "--dry-run");
        var json = await MigrateAsync("shop.sqlite", "copy.sqlite", "--dry-run", "--json");

        Assert.Equal((0, 0), (ended.ExitCode, json.ExitCode));
        Assert.Contains("CREATE TABLE \"orders\"", ended.Output, StringComparison.Ordinal);
        Assert.Contains("orders_customer", ended.Output, StringComparison.Ordinal);
        Assert.Contains("about 5 rows", ended.Output, StringComparison.Ordinal);
        var document = JsonDocument.Parse(json.Output).RootElement;
        Assert.Equal(["customer", "orders"], document.GetProperty("tables").EnumerateArray().Select(table => table.GetProperty("name").GetString()));
        Assert.Equal(5, document.GetProperty("estimate").GetProperty("rows").GetInt64());
        Assert.Equal(["shop.sqlite"], Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("--mode", "maybe", "is not known")]
    [InlineData("--include", "nosuch", "has no table nosuch")]
    [InlineData("--exclude", "nosuch", "has no table nosuch")]
    [InlineData("--overrides", "nosuch.yaml", "cannot be read")]
    public async Task BadInput_EndsWithTwoAndLeavesNothing(string option, string value, string problem)
    {
        _folder.Database("shop.sqlite", Sound);

        var ended = await MigrateAsync("shop.sqlite", "copy.sqlite", "--yes", option, value);

        Assert.Equal(2, ended.ExitCode);
        Assert.Contains(problem, ended.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.At("copy.sqlite")));
    }

    [Theory]
    [InlineData("gone.sqlite", "copy.sqlite")]
    [InlineData("shop.sqlite", "shop.sqlite")]
    [InlineData("shop.sqlite", "nosuch/copy.sqlite")]
    public async Task DatabasesThatCannotBe_EndWithTwo(string source, string target)
    {
        _folder.Database("shop.sqlite", Sound);

        var ended = await MigrateAsync(source, target, "--yes");

        Assert.Equal(2, ended.ExitCode);
        Assert.Equal(["shop.sqlite"], Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task ATargetWithRows_IsRefusedBeforeAnybodyDecides_UnlessToldHow()
    {
        _folder.Database("shop.sqlite", Sound);
        _folder.Database("copy.sqlite", "CREATE TABLE orders (id INTEGER PRIMARY KEY, note TEXT); INSERT INTO orders VALUES (77, 'mine');");

        var refused = await MigrateAsync("shop.sqlite", "copy.sqlite", "--yes");
        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("nothing was written. orders would go to orders, which has rows", refused.Error, StringComparison.Ordinal);
        Assert.Equal(["77"], Rows("copy.sqlite", "SELECT id FROM orders"));

        var replaced = await MigrateAsync("shop.sqlite", "copy.sqlite", "--yes", "--mode", "replace");
        Assert.Equal(0, replaced.ExitCode);
        Assert.Equal(["1", "2", "3"], Rows("copy.sqlite", "SELECT id FROM orders ORDER BY id"));
    }

    [Fact]
    public async Task Backup_KeepsTheTargetAsItWasBeforeTheFirstWrite()
    {
        _folder.Database("shop.sqlite", Sound);
        _folder.Database("old.sqlite", "CREATE TABLE former (id INTEGER PRIMARY KEY); INSERT INTO former VALUES (7);");

        var asked = await MigrateAsync("shop.sqlite", "old.sqlite", "--backup", "kept");
        Assert.Equal((5, false), (asked.ExitCode, Directory.Exists(_folder.At("kept"))));

        var ended = await MigrateAsync("shop.sqlite", "old.sqlite", "--backup", "kept", "--yes");
        Assert.True(ended.ExitCode == 0, ended.Error);
        var kept = Assert.Single(Directory.GetFiles(_folder.At("kept"), "*", SearchOption.AllDirectories));
        Assert.Equal(["former"], Rows(kept, "SELECT name FROM sqlite_master WHERE type = 'table'"));
        Assert.Equal(["3"], Rows("old.sqlite", "SELECT count(*) FROM orders"));
    }

    [Fact]
    public async Task IncludeAndExclude_LimitIt()
    {
        _folder.Database("shop.sqlite", Sound);

        var ended = await MigrateAsync("shop.sqlite", "copy.sqlite", "--yes", "--exclude", "orders", "--no-verify");

        Assert.Equal(0, ended.ExitCode);
        Assert.Equal(["customer"], Rows("copy.sqlite", "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite%'"));
    }

    [Fact]
    public async Task Overrides_GoBeforeTheChoicesOfThePlan()
    {
        _folder.Database("shop.sqlite", Sound);
        await File.WriteAllTextAsync(_folder.At("mine.yaml"), "tables:\n  orders:\n    rename: sales\n    where: id > 1\n    columns:\n      total: { rename: amount, type: TEXT }\n");
        await File.WriteAllTextAsync(_folder.At("wrong.yaml"), "tables:\n  orders:\n    renam: sales\n");

        await File.WriteAllTextAsync(_folder.At("unknown.yaml"), "tables:\n  nosuch:\n    rename: sales\n");

        var wrong = await MigrateAsync("shop.sqlite", "copy.sqlite", "--yes", "--overrides", "wrong.yaml");
        var unknown = await MigrateAsync("shop.sqlite", "copy.sqlite", "--yes", "--overrides", "unknown.yaml");
        var ended = await MigrateAsync("shop.sqlite", "copy.sqlite", "--yes", "--overrides", "mine.yaml");

        Assert.Equal(2, wrong.ExitCode);
        Assert.Contains("wrong.yaml:3:5", wrong.Error, StringComparison.Ordinal);
        Assert.Equal(2, unknown.ExitCode);
        Assert.Contains("has no table nosuch", unknown.Error, StringComparison.Ordinal);
        Assert.Equal((0, ""), (ended.ExitCode, ended.ExitCode == 0 ? "" : ended.Error));
        Assert.Equal(["2 7", "3 0.1"], Rows("copy.sqlite", "SELECT id || ' ' || amount FROM sales ORDER BY id"));
    }

    [Fact]
    public async Task Verify_TellsEveryDifference_AndEndsWithOne()
    {
        _folder.Database("shop.sqlite", Sound);
        _folder.Database("same.sqlite", Sound);
        _folder.Database("other.sqlite", Sound + "UPDATE orders SET total = 10.51 WHERE id = 1; DELETE FROM orders WHERE id = 2; INSERT INTO orders VALUES (9, 1, 1); UPDATE customer SET email = 'mario@example.org' WHERE id = 1;");

        var same = await Program.RunAsync(_folder.Path, "verify", "shop.sqlite", "same.sqlite", "--json");
        var other = await Program.RunAsync(_folder.Path, "verify", "shop.sqlite", "other.sqlite", "--json");

        Assert.Equal((0, 1), (same.ExitCode, other.ExitCode));
        Assert.True(JsonDocument.Parse(same.Output).RootElement.GetProperty("identical").GetBoolean());
        var document = JsonDocument.Parse(other.Output).RootElement;
        Assert.False(document.GetProperty("identical").GetBoolean());
        var orders = document.GetProperty("tables").EnumerateArray().Single(table => table.GetProperty("name").GetString() == "orders");
        Assert.Equal("3 3 1 1 1", string.Join(' ', ((string[])["source", "target", "missing", "extra", "different"]).Select(name => orders.GetProperty(name).GetInt64())));
        Assert.DoesNotContain("mario@example.org", other.Output, StringComparison.Ordinal);
        Assert.Contains("mario@example.org", (await Program.RunAsync(_folder.Path, "verify", "shop.sqlite", "other.sqlite", "--show-personal-data")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_WithoutTwoDatabasesOrAProof_EndsWithTwo() => Assert.Equal(2, (await Program.RunAsync(_folder.Path, "verify", "shop.sqlite")).ExitCode);

    [Fact]
    public async Task Rollback_DropsWhatTheMigrationMade_OnceDecided()
    {
        _folder.Database("shop.sqlite", Sound);
        _folder.Database("copy.sqlite", "CREATE TABLE mine (id INTEGER PRIMARY KEY); INSERT INTO mine VALUES (1);");
        await MigrateAsync("shop.sqlite", "copy.sqlite", "--yes", "--no-verify");

        var asked = await Program.RunAsync(_folder.Path, "rollback", "copy.sqlite");
        Assert.Equal(5, asked.ExitCode);
        Assert.Contains("orders", asked.Error, StringComparison.Ordinal);
        Assert.Equal(["3"], Rows("copy.sqlite", "SELECT count(*) FROM orders"));

        var done = await Program.RunAsync(_folder.Path, "rollback", "copy.sqlite", "--yes");
        Assert.Equal((0, ""), (done.ExitCode, done.ExitCode == 0 ? "" : done.Error));
        Assert.Equal(["mine"], Rows("copy.sqlite", "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite%'"));
        Assert.Equal(["1"], Rows("copy.sqlite", "SELECT count(*) FROM mine"));
    }

    private Task<Program.Ended> MigrateAsync(string source, string target, params string[] more) => Program.RunAsync(_folder.Path, ["migrate", source, target, .. more]);

    private string[] Rows(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.At(file)};Pooling=False;Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(Convert.ToString(reader.GetValue(0), System.Globalization.CultureInfo.InvariantCulture)!);
        return [.. rows];
    }
}
