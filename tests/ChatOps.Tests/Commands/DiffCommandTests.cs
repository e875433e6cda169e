using System.Text.Json;

namespace ChatOps.Tests.Commands;

public sealed class DiffCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Diff_OfDifferentSchemas_PrintsOneDocumentAndEndsWithOne()
    {
        var old = _folder.Database("old.sqlite", "CREATE TABLE t(id INTEGER PRIMARY KEY, name VARCHAR(20), gone TEXT)");
        var now = _folder.Database("now.sqlite", "CREATE TABLE t(id INTEGER PRIMARY KEY, name VARCHAR(10)); CREATE TABLE more(x)");

        var ended = await Program.RunAsync(_folder.Path, "diff", old, now, "--json");

        Assert.Equal(1, ended.ExitCode);
        using var document = JsonDocument.Parse(ended.Output);
        Assert.Equal(("old", "now", false), (document.RootElement.GetProperty("from").GetString(), document.RootElement.GetProperty("to").GetString(), document.RootElement.GetProperty("identical").GetBoolean()));
        Assert.Equal(
            ["column-removed", "column-type-changed", "table-added"],
            document.RootElement.GetProperty("changes").EnumerateArray().Select(change => change.GetProperty("rule").GetString()).Order(StringComparer.Ordinal));
        var narrower = document.RootElement.GetProperty("changes").EnumerateArray().Single(change => change.GetProperty("rule").GetString() == "column-type-changed");
        Assert.Equal(
            ("error", "changed", "column", "t", "VARCHAR(20)", "VARCHAR(10)"),
            (narrower.GetProperty("severity").GetString(), narrower.GetProperty("change").GetString(), narrower.GetProperty("object").GetString(), narrower.GetProperty("table").GetString(), narrower.GetProperty("before").GetString(), narrower.GetProperty("after").GetString()));
        Assert.False(Directory.Exists(_folder.At("data")));
    }

    [Fact]
    public async Task Diff_WithItsOwnSnapshot_EndsWithZero_AndAfterAChangeTellsItFromThen()
    {
        var file = _folder.Database("shop.sqlite", "CREATE TABLE t(id INTEGER PRIMARY KEY)");

        var saved = await Program.RunAsync(_folder.Path, "diff", file, "--save", "then.json");
        var same = await Program.RunAsync(_folder.Path, "diff", file, "then.json");
        _folder.Database("shop.sqlite", "ALTER TABLE t ADD COLUMN note TEXT");
        var changed = await Program.RunAsync(_folder.Path, "diff", file, "then.json");
        var backwards = await Program.RunAsync(_folder.Path, "diff", "then.json", file);

        Assert.Equal((0, 0, 1), (saved.ExitCode, same.ExitCode, changed.ExitCode));
        Assert.Contains("same schema", same.Output, StringComparison.Ordinal);
        Assert.Contains("from then.json to shop", changed.Output, StringComparison.Ordinal);
        Assert.Contains("column-added", changed.Output, StringComparison.Ordinal);
        Assert.Equal(changed.Output, backwards.Output);
    }

    [Fact]
    public async Task Diff_OfOneTable_LooksAtNothingElse()
    {
        var old = _folder.Database("old.sqlite", "CREATE TABLE t(x); CREATE TABLE u(x)");
        var now = _folder.Database("now.sqlite", "CREATE TABLE t(x); CREATE TABLE u(y)");

        Assert.Equal(0, (await Program.RunAsync(_folder.Path, "diff", old, now, "--table", "T")).ExitCode);
        Assert.Equal(1, (await Program.RunAsync(_folder.Path, "diff", old, now, "--table", "u")).ExitCode);
    }

    [Theory]
    [InlineData("compared with", "old.sqlite")]
    [InlineData("nosuch.json", "old.sqlite", "nosuch.json")]
    [InlineData("not a schema", "old.sqlite", "other.json")]
    [InlineData(".json", "old.sqlite", "--save", "schema.txt")]
    [InlineData("missing.sqlite", "old.sqlite", "missing.sqlite")]
    [InlineData("no connection named 'nosuch'", "nosuch", "old.sqlite")]
    [InlineData("has a table nosuch", "old.sqlite", "old.sqlite", "--table", "nosuch")]
    [InlineData("Say --help")]
    public async Task BadInput_IsAnsweredWithASentenceAndTwo(string expected, params string[] arguments)
    {
        _folder.Database("old.sqlite", "CREATE TABLE t(x)");
        await File.WriteAllTextAsync(_folder.At("other.json"), "{\"a\": [1, 2]}");

        var ended = await Program.RunAsync(_folder.Path, ["diff", .. arguments]);

        Assert.Equal(2, ended.ExitCode);
        Assert.Contains(expected, ended.Error, StringComparison.Ordinal);
        Assert.Empty(ended.Output);
    }
}
