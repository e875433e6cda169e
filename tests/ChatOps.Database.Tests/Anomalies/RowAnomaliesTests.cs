using System.Globalization;
using ChatOps.Database.Anomalies;
using ChatOps.Database.Connections;
using ChatOps.Database.Dialects.Sqlite;
using Microsoft.Data.Sqlite;

namespace ChatOps.Database.Tests.Anomalies;

public sealed class RowAnomaliesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("anomalies").FullName;

    public RowAnomaliesTests() => SqliteLibrary.Initialize();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Detect_FindsThePlantedRow_AndNamesTheColumnAndWhatIsTypical()
    {
        Fill("CREATE TABLE t (id INTEGER PRIMARY KEY, amount REAL, pieces INTEGER, state TEXT)", 400, (i, random) =>
            [i, i == 77 ? 9_000.0 : 50 + (random.NextDouble() * 50), random.Next(1, 10), random.Next(2) == 0 ? "open" : "paid"]);

        var result = await DetectAsync(new AnomalyOptions { Table = "T" });

        var top = result.Top[0];
        Assert.Equal(77L, top.Key["id"]);
        Assert.Equal(("amount", 9_000.0), (top.Reasons[0].Column, top.Reasons[0].Value));
        Assert.Matches("^usually 5[0-9.]+ to 9[0-9.]+$", top.Reasons[0].Typical);
        Assert.Equal("usually 'open' or 'paid'", top.Reasons.SingleOrDefault(r => r.Column == "state")?.Typical ?? "usually 'open' or 'paid'");
        Assert.All(result.Top, row => Assert.Equal(1, row.Reasons.Sum(r => r.Share), 9));
        Assert.Equal((400L, "ensemble"), (result.Rows, result.Method));
        Assert.Equal(["amount", "pieces", "state"], result.Columns);
        Assert.Equal("amount", result.Scatter!.X);
        Assert.InRange(result.Scatter.Points.Count, 300, 400);
        Assert.Contains(result.Scatter.Points, p => p is { X: 9_000, Anomalous: true });
    }

    /// <summary>Every number of a planted row is an everyday one; together they cannot be.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Detect_FindsRowsThatAreOddOnlyInSeveralColumnsTogether(int seed)
    {
        long[] planted = [100, 300, 500, 700, 900, 1_100];
        Fill("CREATE TABLE shipments (id INTEGER PRIMARY KEY, weight INTEGER, distance INTEGER, cost INTEGER)", 1_500, (i, random) =>
        {
            var (weight, distance, noise) = (500 + random.Next(9_500), 20 + random.Next(980), 0.95 + (0.1 * random.NextDouble()));
            return Array.IndexOf(planted, i) switch
            {
                < 0 => [i, weight, distance, (int)((300 + (0.08 * weight) + (0.9 * distance)) * noise)],
                var n when n % 2 == 0 => [i, 9_700 + n, 975 + n, 420 + n],
                var n => [i, 530 + n, 25 + n, 1_930 + n],
            };
        }, "shipments");

        var result = await DetectAsync(new AnomalyOptions { Table = "shipments", Seed = seed });

        Assert.Equal(planted, result.Top.Take(6).Select(row => (long)row.Key["id"]!).Order());
        Assert.InRange(result.Anomalies, 6, 9);
        Assert.All(result.Top.Take(6), row => Assert.Contains("cost", row.Reasons.Take(3).Select(r => r.Column)));
    }

    [Fact]
    public async Task Detect_ByThePlainForest_SaysSo()
    {
        Fill("CREATE TABLE t (id INTEGER PRIMARY KEY, a REAL, b REAL)", 400, (i, random) => [i, i == 9 ? 80.0 : random.NextDouble(), random.NextDouble()]);

        var result = await DetectAsync(new AnomalyOptions { Table = "t", Method = AnomalyMethod.IForest });

        Assert.Equal("iforest", result.Method);
        Assert.Equal((9L, "a"), (result.Top[0].Key["id"], result.Top[0].Reasons[0].Column));
    }

    [Fact]
    public void Methods_AreKnownByTheirWords_TheDefaultFirst()
    {
        Assert.Equal(["ensemble", "iforest"], AnomalyMethods.Words);
        Assert.Equal(new AnomalyOptions { Table = "t" }.Method, AnomalyMethods.Of(AnomalyMethods.Words[0]));
        Assert.Null(AnomalyMethods.Of("forest"));
    }

    [Fact]
    public async Task Detect_LeavesOutKeysReferencesIdentifiersAndTheLabel_UnlessNamed()
    {
        Execute("CREATE TABLE p (id INTEGER PRIMARY KEY)");
        Fill(
            "CREATE TABLE t (k INTEGER PRIMARY KEY, p INTEGER REFERENCES p (id), code TEXT UNIQUE, batch_id INTEGER, label INTEGER, v REAL, s TEXT, c INTEGER, n INTEGER, b BLOB, counter INTEGER)",
            100,
            (i, random) => [i, random.Next(9), $"c{i}", random.Next(50), i % 2, random.NextDouble(), $"text {i}", 5, null, new byte[] { 1 }, 500 + i]);

        var result = await DetectAsync(new AnomalyOptions { Table = "t" });
        var named = await DetectAsync(new AnomalyOptions { Table = "t", Columns = ["LABEL", "v"] });

        Assert.Equal(["v"], result.Columns);
        Assert.Equal(["k", "p", "code", "batch_id", "label", "s", "c", "n", "b", "counter"], result.Ignored.Select(i => i.Column));
        Assert.Equal(["label", "v"], named.Columns);
    }

    [Fact]
    public async Task Detect_TakesAGapForOdd_WhereOthersHaveNone()
    {
        Fill("CREATE TABLE t (id INTEGER PRIMARY KEY, a REAL, b REAL, d DATE)", 400, (i, random) =>
            [i, i == 42 ? null : random.NextDouble(), i == 42 ? "not a number" : random.NextDouble(), i == 42 ? "someday" : $"2024-0{random.Next(1, 10)}-1{random.Next(10)}"]);

        var result = await DetectAsync(new AnomalyOptions { Table = "t" });

        Assert.Equal(42L, result.Top[0].Key["id"]);
        Assert.Equal(["a", "b", "d"], result.Top[0].Reasons.Select(r => r.Column).Order());
        Assert.Null(result.Top[0].Reasons.Single(r => r.Column == "a").Value);
        Assert.Equal("someday", result.Top[0].Reasons.Single(r => r.Column == "d").Value);
    }

    [Fact]
    public async Task Detect_TakesARareCategoryForOdd()
    {
        Fill("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT)", 400, (i, random) =>
            [i, i == 9 ? "zebra" : random.Next(2) == 0 ? "cat" : "dog", random.Next(2) == 0 ? "x" : "y"]);

        var result = await DetectAsync(new AnomalyOptions { Table = "t" });

        Assert.Equal(9L, result.Top[0].Key["id"]);
        Assert.Equal(("a", "zebra"), (result.Top[0].Reasons[0].Column, result.Top[0].Reasons[0].Value));
    }

    [Fact]
    public async Task Detect_ReadsDatesAsTime()
    {
        Fill("CREATE TABLE t (id INTEGER PRIMARY KEY, d TEXT)", 1_000, (i, random) =>
            [i, i == 5 ? "1970-01-01" : new DateOnly(2024, 1, 1).AddDays(random.Next(300)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)]);

        var result = await DetectAsync(new AnomalyOptions { Table = "t" });

        Assert.Equal("1970-01-01", result.Top[0].Reasons[0].Value);
        Assert.Matches("^usually 2024-01-\\d\\d to 2024-1\\d-\\d\\d$", result.Top[0].Reasons[0].Typical);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Detect_OnATinyTable_FindsNothing(int rows)
    {
        Fill("CREATE TABLE t (id INTEGER PRIMARY KEY, v REAL)", rows, (i, _) => [i, i * 2.0]);

        var result = await DetectAsync(new AnomalyOptions { Table = "t" });

        Assert.Equal((rows, 0L), (result.Rows, result.Anomalies));
        Assert.Empty(result.Top);
    }

    [Fact]
    public async Task Detect_OnATableOfTextsOnly_SaysWhyNothingWasLookedAt()
    {
        Fill("CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT)", 500, (i, _) => [i, $"name {i}"]);

        var result = await DetectAsync(new AnomalyOptions { Table = "t" });

        Assert.Equal((0L, 0), (result.Anomalies, result.Columns.Count));
        Assert.Contains(new IgnoredColumn("name", "text with many different values"), result.Ignored);
        Assert.Null(result.Scatter);
    }

    [Fact]
    public async Task Detect_OnCleanRows_FlagsFewerThanOneInAHundred()
    {
        Fill("CREATE TABLE t (id INTEGER PRIMARY KEY, a REAL, b REAL, c INTEGER, s TEXT)", 5_000, (i, random) =>
            [i, random.NextDouble() + random.NextDouble() + random.NextDouble(), random.NextDouble(), random.Next(12), $"s{random.Next(4)}"]);

        var result = await DetectAsync(new AnomalyOptions { Table = "t" });

        Assert.InRange(result.Anomalies, 0, 50);
    }

    [Fact]
    public async Task Detect_HoldsToThresholdAndContamination()
    {
        Fill("CREATE TABLE t (id INTEGER PRIMARY KEY, a REAL)", 1_000, (i, random) => [i, random.NextDouble()]);

        var share = await DetectAsync(new AnomalyOptions { Table = "t", Contamination = 0.02 });
        var fixedScore = await DetectAsync(new AnomalyOptions { Table = "t", Threshold = 0.1 });

        Assert.InRange(share.Anomalies, 20, 25);
        Assert.Equal((1_000L, 50), (fixedScore.Anomalies, fixedScore.Top.Count));
    }

    [Fact]
    public async Task Detect_OnAnUnknownTableOrColumn_NamesWhatThereIs()
    {
        Execute("CREATE TABLE t (id INTEGER PRIMARY KEY, v REAL)");

        var table = await Assert.ThrowsAsync<DatabaseException>(() => DetectAsync(new AnomalyOptions { Table = "nope" }));
        var column = await Assert.ThrowsAsync<DatabaseException>(() => DetectAsync(new AnomalyOptions { Table = "t", Columns = ["nope"] }));

        Assert.Contains("Its tables: t.", table.Message, StringComparison.Ordinal);
        Assert.Contains("Its columns: id, v.", column.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Score_WritesOneNumberPerRow_InKeyOrder()
    {
        Fill("CREATE TABLE \"od\"\"d [t]\" (k TEXT PRIMARY KEY, v REAL)", 300, (i, random) => [$"k{999 - i}", i == 299 ? 1_000.0 : random.NextDouble()], "\"od\"\"d [t]\"");
        var path = Path.Combine(_folder, "scores.csv");

        await Rows().ScoreAsync(Connection(), new AnomalyOptions { Table = "od\"d [t]" }, path, null, CancellationToken.None);

        var lines = File.ReadAllLines(path);
        var scores = lines[1..].Select(l => double.Parse(l, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(("score", 300), (lines[0], scores.Count));
        Assert.All(scores, s => Assert.InRange(s, 0, 1));
        Assert.Equal(0, scores.IndexOf(scores.Max()));
        Assert.False(File.Exists($"{path}.part"));
    }

    [Fact]
    public async Task ScoreFile_ReadsQuotesGapsAndShortRows_AndIgnoresTheLabel()
    {
        var csv = Path.Combine(_folder, "in.csv");
        var random = new Random(1);
        var rows = Enumerable.Range(0, 200).Select(i => i == 50 ? "9999,\"a,\"\"b\"\"\",1" : i == 60 ? "" : $"{random.Next(100)},{(i % 2 == 0 ? "x" : "")},0");
        File.WriteAllText(csv, $"v,s,label\r\n{string.Join("\r\n", rows)}\r\n");
        var scores = Path.Combine(_folder, "scores.csv");

        var result = await RowAnomalies.ScoreFileAsync(csv, new AnomalyOptions { Table = "in.csv" }, scores, null, CancellationToken.None);

        var lines = File.ReadAllLines(scores);
        Assert.Equal((200L, 201), (result.Rows, lines.Length));
        Assert.Equal(["v", "s"], result.Columns);
        var oddest = Enumerable.Range(1, 200).OrderByDescending(r => double.Parse(lines[r], CultureInfo.InvariantCulture)).Take(2);
        Assert.Equal([51, 61], oddest.Order());
        Assert.Equal(["1 row has fewer cells than the header; the missing ones count as empty."], result.Notes);
    }

    [Fact]
    public async Task ScoreFile_WithRowsOfOtherLengths_SaysHowMany()
    {
        var csv = Path.Combine(_folder, "in.csv");
        File.WriteAllText(csv, "a,b\n1,2\n3\n4\n5,6,7\n8,9\n");

        var result = await RowAnomalies.ScoreFileAsync(csv, new AnomalyOptions { Table = "in" }, null, null, CancellationToken.None);

        Assert.Equal(5, result.Rows);
        Assert.Equal(
            ["2 rows have fewer cells than the header; the missing ones count as empty.", "1 row has more cells than the header; the others were not looked at."],
            result.Notes);
    }

    [Theory]
    [InlineData("a,b\n1,2\n3,\"4\n5,6\n", "after row 1")]
    [InlineData("a,\"b\n1,2\n", "in its header")]
    public async Task ScoreFile_WithAQuoteThatIsNeverClosed_IsRefused_AndWritesNothing(string text, string where)
    {
        var (csv, scores) = (Path.Combine(_folder, "in.csv"), Path.Combine(_folder, "out.csv"));
        File.WriteAllText(csv, text);

        var refused = await Assert.ThrowsAsync<DatabaseException>(() => RowAnomalies.ScoreFileAsync(csv, new AnomalyOptions { Table = "in" }, scores, null, CancellationToken.None));

        Assert.Equal(DatabaseProblem.NotADatabase, refused.Problem);
        Assert.Contains(where, refused.Message, StringComparison.Ordinal);
        Assert.Contains("Nothing was scored", refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(scores));
    }

    [Fact]
    public async Task ScoreFile_OfOneColumnWithBlankLines_CountsThemAsRows()
    {
        var csv = Path.Combine(_folder, "in.csv");
        File.WriteAllText(csv, "v\n1\n\n3\n");

        var result = await RowAnomalies.ScoreFileAsync(csv, new AnomalyOptions { Table = "in" }, Path.Combine(_folder, "out.csv"), null, CancellationToken.None);

        Assert.Equal((3L, 4), (result.Rows, File.ReadAllLines(Path.Combine(_folder, "out.csv")).Length));
    }

    [Fact]
    public async Task ScoreFile_ThatIsMissingOrEmpty_IsAClearRefusal()
    {
        var empty = Path.Combine(_folder, "empty.csv");
        File.WriteAllText(empty, "");
        var options = new AnomalyOptions { Table = "x" };

        var missing = await Assert.ThrowsAsync<DatabaseException>(() => RowAnomalies.ScoreFileAsync(Path.Combine(_folder, "no.csv"), options, null, null, CancellationToken.None));
        var blank = await Assert.ThrowsAsync<DatabaseException>(() => RowAnomalies.ScoreFileAsync(empty, options, null, null, CancellationToken.None));

        Assert.Equal(DatabaseProblem.NotFound, missing.Problem);
        Assert.Contains("is empty", blank.Message, StringComparison.Ordinal);
    }

    private static RowAnomalies Rows() => new(new DatabaseAccess([new SqliteDialect(TimeProvider.System)]));

    private Task<AnomalyResult> DetectAsync(AnomalyOptions options) => Rows().DetectAsync(Connection(), options, null, CancellationToken.None);

    private DatabaseConnection Connection() => ConnectionAddress.ForFile(Path.Combine(_folder, "t.db"));

    private void Execute(string sql) => Fill(sql, 0, (_, _) => []);

    private void Fill(string create, int rows, Func<int, Random, object?[]> row, string table = "t")
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "t.db")};Pooling=False");
        connection.Open();
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.CommandText = create;
        command.ExecuteNonQuery();
        var random = new Random(4);
        for (var i = 0; i < rows; i++)
        {
            var values = row(i, random);
            command.Parameters.Clear();
            command.CommandText = $"INSERT INTO {table} VALUES ({string.Join(", ", values.Select((_, c) => $"$p{c}"))})";
            foreach (var (c, value) in values.Index())
            {
                command.Parameters.AddWithValue($"$p{c}", value ?? DBNull.Value);
            }

            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }
}
