using System.Security.Cryptography;
using System.Text.Json;
using ChatOps.Database.Connections;
using ChatOps.Database.Landing;

namespace ChatOps.Database.Tests.Landing;

public sealed class LandingExporterTests : LandingTests
{
    private const string Shop = """
        CREATE TABLE orders (id INTEGER PRIMARY KEY, note TEXT, total REAL);
        INSERT INTO orders VALUES (2, 'b', 1.5), (1, 'a', 10), (3, NULL, NULL);
        CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT);
        INSERT INTO customers VALUES (1, 'Anna'), (2, '');
        CREATE TABLE stock (w TEXT, p INTEGER, n INTEGER, PRIMARY KEY (w, p));
        INSERT INTO stock VALUES ('b', 1, 5), ('a', 2, 6), ('a', 1, 7);
        """;

    [Fact]
    public async Task Export_WritesEveryTableInKeyOrder_WithAManifestThatIsTrue()
    {
        Execute(Shop);

        var manifest = await ExportAsync();

        Assert.Equal(["customers.csv", "manifest.json", "orders.csv", "stock.csv"], Files());
        Assert.Equal("id,name\r\n1,Anna\r\n2,\"\"\r\n", Text("customers.csv"));
        Assert.Equal("id,note,total\r\n1,a,10.0\r\n2,b,1.5\r\n3,,\r\n", Text("orders.csv"));
        Assert.Equal("w,p,n\r\na,1,7\r\na,2,6\r\nb,1,5\r\n", Text("stock.csv"));
        foreach (var file in manifest.Files)
        {
            var bytes = File.ReadAllBytes(Path.Combine(Folder, file.File));
            Assert.Equal((bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes))), (file.Bytes, file.Sha256));
        }

        Assert.Equal([2, 3, 3], manifest.Files.Select(f => f.Rows));
    }

    [Fact]
    public async Task Export_WritesTheManifestInItsFixedForm()
    {
        Execute("CREATE TABLE é (\"a b\" NVARCHAR(10), c);");

        var manifest = await ExportAsync();

        using var json = JsonDocument.Parse(Text("manifest.json"));
        var file = json.RootElement.GetProperty("files")[0];
        Assert.Equal(["connection", "files"], json.RootElement.EnumerateObject().Select(p => p.Name));
        Assert.Equal(["table", "file", "rows", "bytes", "sha256", "columns"], file.EnumerateObject().Select(p => p.Name));
        Assert.Equal("""[{"name":"a b","type":"NVARCHAR(10)"},{"name":"c","type":""}]""", file.GetProperty("columns").GetRawText().Replace("\n", "").Replace(" ", "").Replace("ab", "a b"));
        Assert.Equal(LandingExporter.ToJson(manifest), File.ReadAllBytes(Path.Combine(Folder, "manifest.json")));
    }

    [Fact]
    public async Task Export_OfAnEmptyDatabase_IsAManifestWithoutFiles()
    {
        Execute("CREATE TABLE t (a); DROP TABLE t;");

        var manifest = await ExportAsync();

        Assert.Empty(manifest.Files);
        Assert.Equal(["manifest.json"], Files());
    }

    [Fact]
    public async Task Export_Twice_WritesTheSameBytes()
    {
        Execute(Shop);

        var first = LandingExporter.ToJson(await ExportAsync());

        Assert.Equal(first, LandingExporter.ToJson(await ExportAsync()));
    }

    [Fact]
    public async Task Export_OfFewerTables_RemovesTheOthersOfTheFormerLanding()
    {
        Execute(Shop);
        await ExportAsync();

        await ExportAsync(null, int.MaxValue, "ORDERS");

        Assert.Equal(["manifest.json", "orders.csv"], Files());
    }

    [Fact]
    public async Task Export_OfAnUnknownTable_NamesIt_AndWritesNothing()
    {
        Execute(Shop);

        var error = await Assert.ThrowsAsync<DatabaseException>(() => ExportAsync(null, int.MaxValue, "orders", "nope"));

        Assert.Contains("nope", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Folder));
    }

    [Theory]
    [InlineData("notes.txt", "mine")]
    [InlineData("orders.csv", "mine")]
    [InlineData("manifest.json", "{\"connection\":\"other\",\"files\":[]}")]
    [InlineData("manifest.json", "{\"name\":\"my package\"}")]
    [InlineData("manifest.json", "not json")]
    [InlineData("landing.part", "{\"connection\":\"shop\",\"files\":[{\"file\":\"../x\"}]}")]
    public async Task Export_IntoAFolderWithSomethingElse_IsRefused_AndTouchesNothing(string name, string content)
    {
        Execute(Shop);
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, name), content);

        var error = await Assert.ThrowsAsync<DatabaseException>(() => ExportAsync());

        Assert.Equal(DatabaseProblem.Denied, error.Problem);
        Assert.Equal([name], Files());
        Assert.Equal(content, Text(name));
    }

    [Fact]
    public async Task Export_WhereTheFolderIsAFile_IsRefused()
    {
        Execute(Shop);
        File.WriteAllText(Folder, "mine");

        var error = await Assert.ThrowsAsync<DatabaseException>(() => ExportAsync());

        Assert.Equal((DatabaseProblem.Denied, "mine"), (error.Problem, File.ReadAllText(Folder)));
    }

    [SkippableFact]
    public async Task Export_OnAFullDisk_SaysWhatIsComplete_AndLeavesNoBrokenFile()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "/dev/full exists on Linux only");
        Execute(Shop);
        Directory.CreateDirectory(Folder);
        await ExportAsync();
        File.CreateSymbolicLink(Path.Combine(Folder, "orders.csv.part"), "/dev/full");

        var error = await Assert.ThrowsAsync<DatabaseException>(() => ExportAsync());

        Assert.Equal(DatabaseProblem.DiskFull, error.Problem);
        Assert.Contains("1 of 3 tables", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("manifest.json", Files());
        Assert.DoesNotContain("orders.csv.part", Files());
    }
}
