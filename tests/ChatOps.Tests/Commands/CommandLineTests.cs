using System.Text.Json;

namespace ChatOps.Tests.Commands;

public sealed class CommandLineTests : IDisposable
{
    private const string Orphaned = """
        CREATE TABLE parent (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
        CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id INTEGER NOT NULL REFERENCES parent (id));
        CREATE INDEX child_parent ON child (parent_id);
        INSERT INTO parent VALUES (1, 'a'), (2, 'b');
        INSERT INTO child VALUES (1, 1), (2, 2), (3, 77), (4, 78);
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Validate_AFile_PrintsOneDocumentAndEndsWithOneForErrors()
    {
        var file = _folder.Database("shop.sqlite", Orphaned);

        var ended = await Program.RunAsync(_folder.Path, "validate", file, "--json");

        Assert.Equal(1, ended.ExitCode);
        using var document = JsonDocument.Parse(ended.Output);
        var orphans = document.RootElement.GetProperty("findings").EnumerateArray().Single(finding => finding.GetProperty("rule").GetString() == "orphaned-rows");
        Assert.Equal(2, orphans.GetProperty("count").GetInt64());
        Assert.Equal("error", orphans.GetProperty("severity").GetString());
        Assert.Equal(4, document.RootElement.GetProperty("tables").EnumerateArray().Single(table => table.GetProperty("name").GetString() == "child").GetProperty("rows").GetInt64());
        Assert.Empty(document.RootElement.GetProperty("notChecked").EnumerateArray());
        Assert.False(Directory.Exists(_folder.At("data")));
    }

    [Fact]
    public async Task Validate_ASoundDatabase_EndsWithZero()
    {
        var file = _folder.Database("sound.sqlite", "CREATE TABLE t (id INTEGER PRIMARY KEY, size INTEGER NOT NULL); INSERT INTO t VALUES (1, 10), (2, 20), (3, 30);");

        var ended = await Program.RunAsync(_folder.Path, "validate", file);

        Assert.Equal(0, ended.ExitCode);
        Assert.Contains("1 table, 3 rows", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_SavesAReportThatHoldsNothingFromOutside()
    {
        var file = _folder.Database("shop.sqlite", Orphaned);

        await Program.RunAsync(_folder.Path, "validate", file, "--report", "report.html");

        var page = await File.ReadAllTextAsync(_folder.At("report.html"));
        Assert.Contains("<svg", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch("https?:", page);
    }

    [Fact]
    public async Task Profile_AFile_PrintsExactFigures()
    {
        var file = _folder.Database("shop.sqlite", Orphaned);

        var ended = await Program.RunAsync(_folder.Path, "profile", file, "--table", "child", "--json");

        Assert.Equal(0, ended.ExitCode);
        using var document = JsonDocument.Parse(ended.Output);
        var table = document.RootElement.GetProperty("tables").EnumerateArray().Single();
        var column = table.GetProperty("columns").EnumerateArray().Single(column => column.GetProperty("name").GetString() == "parent_id");
        Assert.Equal(4, table.GetProperty("rows").GetInt64());
        Assert.Equal(4, column.GetProperty("distinct").GetInt64());
        Assert.Equal(0, column.GetProperty("nulls").GetInt64());
        Assert.Equal(78, column.GetProperty("max").GetInt64());
        Assert.Equal(39.5, column.GetProperty("mean").GetDouble());
    }

    [Fact]
    public async Task Export_AFile_PrintsTheManifestThatStandsInTheFolder()
    {
        var file = _folder.Database("shop.sqlite", Orphaned);

        var ended = await Program.RunAsync(_folder.Path, "export", file, "--out", "landing", "--json");

        Assert.Equal(0, ended.ExitCode);
        using var printed = JsonDocument.Parse(ended.Output);
        using var stored = JsonDocument.Parse(await File.ReadAllTextAsync(_folder.At("landing", "manifest.json")));
        Assert.True(JsonElement.DeepEquals(printed.RootElement, stored.RootElement));
        Assert.Equal(["child", "parent"], stored.RootElement.GetProperty("files").EnumerateArray().Select(entry => entry.GetProperty("table").GetString()));
    }

    [Fact]
    public async Task Export_FromProd_EndsWithFiveHavingWrittenNothing()
    {
        var file = _folder.Database("shop.sqlite", Orphaned);

        var ended = await Program.RunAsync(_folder.Path, "export", file, "--out", "landing", "--environment", "prod");

        Assert.Equal(5, ended.ExitCode);
        Assert.Contains("Nothing was written", ended.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.At("landing")));
    }

    [Fact]
    public async Task Anomalies_AFile_WritesOneScorePerRowInOrder()
    {
        var rows = Enumerable.Range(0, 400).Select(row => row == 123 ? "500,900" : $"{row % 7},{row % 11}");
        await File.WriteAllLinesAsync(_folder.At("points.csv"), rows.Prepend("x,y"));

        var ended = await Program.RunAsync(_folder.Path, "anomalies", "points.csv", "--scores", "scores.csv", "--seed", "7", "--json");

        Assert.Equal(0, ended.ExitCode);
        var scores = (await File.ReadAllLinesAsync(_folder.At("scores.csv"))).ToList();
        Assert.Equal("score", scores[0]);
        var values = scores.Skip(1).Select(score => double.Parse(score, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(400, values.Count);
        Assert.All(values, score => Assert.InRange(score, 0, 1));
        Assert.Equal(values.Max(), values[123]);
    }

    [Fact]
    public async Task Anomalies_WithAMethodAndAShare_FlagsThatShare_AndSaysThatRowsWereShort()
    {
        var rows = Enumerable.Range(0, 400).Select(row => row == 123 ? "5" : $"{row * row % 97},{row * 7 % 89}");
        await File.WriteAllLinesAsync(_folder.At("points.csv"), rows.Prepend("x,y"));

        var ended = await Program.RunAsync(_folder.Path, "anomalies", "points.csv", "--method", "iforest", "--contamination", "0.05");

        Assert.Equal(0, ended.ExitCode);
        Assert.Contains("method iforest", ended.Output, StringComparison.Ordinal);
        Assert.Matches("points: 2[0-9] odd rows of 400", ended.Output);
        Assert.Contains("1 row has fewer cells than the header", ended.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "nosuch", "validate", "nosuch")]
    [InlineData(2, "missing.sqlite", "validate", "missing.sqlite")]
    [InlineData(2, "not", "validate", "text.sqlite")]
    [InlineData(2, "--out", "export", "empty.sqlite")]
    [InlineData(2, "--trees", "anomalies", "some.csv", "--trees", "0")]
    [InlineData(2, "ensemble or iforest", "anomalies", "some.csv", "--method", "forest")]
    [InlineData(2, "0 to 1", "anomalies", "some.csv", "--threshold", "1.5")]
    [InlineData(2, "above 0 and below 1", "anomalies", "some.csv", "--contamination", "0")]
    [InlineData(2, "one of them", "anomalies", "some.csv", "--threshold", "0.6", "--contamination", "0.1")]
    [InlineData(2, "a quote is opened", "anomalies", "open.csv")]
    [InlineData(2, "which it reads", "anomalies", "some.csv", "--scores", "./some.csv")]
    [InlineData(3, "No scores were written", "anomalies", "some.csv", "--scores", "nowhere/scores.csv")]
    [InlineData(2, "'oracle://' is not known", "validate", "oracle://somebody:hunter2@127.0.0.1/db")]
    [InlineData(2, "Say --help", "validate")]
    [InlineData(2, "Say --help", "frobnicate")]
    [InlineData(2, "appsettings", "validate", "demo", "--config", "no-appsettings.json")]
    [InlineData(2, "--urls", "serve", "--urls", "ftp://x")]
    [InlineData(2, "other machines", "serve", "--urls", "http://0.0.0.0:5000")]
    [InlineData(3, "does not answer", "validate", "postgresql://somebody:hunter2@127.0.0.1:1/db")]
    [InlineData(3, "does not answer", "profile", "mysql://somebody:hunter2@127.0.0.1:1/db")]
    [InlineData(2, "user:password@host:port/database", "validate", "postgresql://somebody:hunter2@127.0.0.1")]
    public async Task BadInput_IsAnsweredWithASentenceAndACode(int code, string expected, params string[] arguments)
    {
        await File.WriteAllTextAsync(_folder.At("text.sqlite"), "this is a text file and no database at all, however long it may go on");
        await File.WriteAllTextAsync(_folder.At("empty.sqlite"), "");
        await File.WriteAllTextAsync(_folder.At("some.csv"), "a,b\n1,2\n");
        await File.WriteAllTextAsync(_folder.At("open.csv"), "a,b\n1,\"2\n3,4\n");

        var ended = await Program.RunAsync(_folder.Path, arguments);

        Assert.Equal(code, ended.ExitCode);
        Assert.Contains(expected, ended.Error, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(ended.Output);
        Assert.DoesNotContain("   at ", ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_AnEmptyDatabase_SaysThatThereIsNothing()
    {
        await File.WriteAllTextAsync(_folder.At("empty.sqlite"), "");

        var ended = await Program.RunAsync(_folder.Path, "validate", "empty.sqlite");

        Assert.Equal(0, ended.ExitCode);
        Assert.Contains("no tables", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TablesWithAwkwardNames_AreCheckedAndExported()
    {
        var file = _folder.Database("odd.sqlite", """
            CREATE TABLE "a ""quoted"" 'name'; --" (id INTEGER PRIMARY KEY, "select" TEXT);
            INSERT INTO "a ""quoted"" 'name'; --" VALUES (1, 'x'), (2, NULL), (3, '');
            CREATE TABLE "../up" (id INTEGER PRIMARY KEY);
            """);

        var validated = await Program.RunAsync(_folder.Path, "validate", file, "--json");
        var exported = await Program.RunAsync(_folder.Path, "export", file, "--out", "landing");

        using var document = JsonDocument.Parse(validated.Output);
        Assert.Empty(document.RootElement.GetProperty("notChecked").EnumerateArray());
        Assert.Equal(0, exported.ExitCode);
        Assert.Equal(3, Directory.GetFiles(_folder.At("landing")).Length);
    }

    [Fact]
    public async Task BadSettings_AreAllNamedAtOnce()
    {
        await File.WriteAllTextAsync(_folder.At("appsettings.json"), """
            { "Connections": [ { "Name": "a" }, { "Name": "a", "Address": "x.sqlite", "Environment": "production" } ], "People": { "Members": [ { "Id": "", "Roles": [ "boss" ] } ] } }
            """);

        var ended = await Program.RunAsync(_folder.Path, "validate", "a");

        Assert.Equal(2, ended.ExitCode);
        foreach (var key in new[] { "Connections:0:Address", "Connections:1:Environment", "Connections:1", "People:Members:0:Id", "People:Members:0:Roles" })
            Assert.Contains(key, ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chat_FromAPipe_IsAWholeConversation()
    {
        var ended = await Program.TalkAsync(_folder.Path, "help\nvalidate demo\nexport demo\napprove\nruns\n", "chat");

        Assert.Equal(0, ended.ExitCode);
        foreach (var words in new[] { "> validate demo", "Validate demo: ", "> export demo", "1 approval", "Approved by", "Exported demo", "manifest.json" })
            Assert.Contains(words, ended.Output, StringComparison.Ordinal);
        Assert.Single(Directory.GetDirectories(_folder.At("data", "exports")));
        var audit = await Program.RunAsync(_folder.Path, "audit", "verify");
        Assert.Equal(0, audit.ExitCode);
    }
}
