using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Tests.Servers;
using ChatOps.Database.Verification;
using ChatOps.Database.Verification.Merging;
using ChatOps.Database.Verification.Pairing;

namespace ChatOps.Database.Tests.Verification;

/// <summary>Many rows, big rows, failures and cancelling.</summary>
public sealed class StreamingTests
{
    private const string Many = """
        CREATE TABLE t (id INTEGER PRIMARY KEY, s TEXT);
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 250000) INSERT INTO t SELECT i * 2, 'row ' || i FROM n;
        """;

    [SkippableFact]
    public async Task PartsOfATable_AreCutAtTheSameKeys_SoThatADifferenceStaysInItsPart()
    {
        await using var source = await TestEngine.Sqlite.CreateAsync(Many);
        await using var target = await TestEngine.Sqlite.CreateAsync(
            Many + "UPDATE t SET s = 'other' WHERE id = 300000; DELETE FROM t WHERE id = 300002; INSERT INTO t VALUES (300005, 'new'), (300007, 'new');");

        var table = Assert.Single((await VerifierTesting.VerifyAsync(source, target)).Tables);

        Assert.Equal((250_000, 250_001, 1, 2, 1), (table.Source, table.Target, table.Missing, table.Extra, table.Different));
        Assert.Equal([("{\"id\":\"2\"}", 100_000L, true), ("{\"id\":\"200002\"}", 100_000L, false), ("{\"id\":\"400002\"}", 50_000L, true)], table.Segments.Select(part => (part.From, part.Rows, part.Source == part.Target)));
        Assert.Equal(
            ["Different {\"id\":\"300000\"}", "Missing {\"id\":\"300002\"}", "Extra {\"id\":\"300005\"}", "Extra {\"id\":\"300007\"}"], table.Differences.Select(difference => $"{difference.Kind} {difference.Key}"));
    }

    [SkippableFact]
    public async Task MoreDifferencesThanAreListed_AreAllCounted()
    {
        await using var source = await TestEngine.Sqlite.CreateAsync(Many);
        await using var target = await TestEngine.Sqlite.CreateAsync("CREATE TABLE t (id INTEGER PRIMARY KEY, s TEXT);");

        var table = Assert.Single((await VerifierTesting.VerifyAsync(source, target, new VerificationOptions { SampleSize = 3 })).Tables);

        Assert.Equal((250_000, 0, 250_000, 3), (table.Source, table.Target, table.Missing, table.Differences.Count));
    }

    [SkippableFact]
    public async Task RowsLargerThanABlock_AreCompared_AndTheDifferingPlaceIsShown()
    {
        await using var source = await TestEngine.Sqlite.CreateAsync("CREATE TABLE t (id INTEGER PRIMARY KEY, b BLOB, s TEXT); INSERT INTO t VALUES (1, zeroblob(3000000), ''), (2, zeroblob(1000000), printf('%.*c', 1000000, 'x') || 'a'), (3, NULL, 'end');");
        await using var target = await TestEngine.PostgreSql.CreateAsync("CREATE TABLE t (id int PRIMARY KEY, b bytea, s text); INSERT INTO t VALUES (1, decode(repeat('00', 3000000), 'hex'), ''), (2, decode(repeat('00', 1000000), 'hex'), repeat('x', 1000000) || 'b'), (3, NULL, 'end');");

        var table = Assert.Single((await VerifierTesting.VerifyAsync(source, target)).Tables);

        var value = Assert.Single(Assert.Single(table.Differences).Values);
        Assert.Equal("s", value.Column);
        Assert.Matches("^…x{100,400}a$", value.Source);
        Assert.Matches("^…x{100,400}b$", value.Target);
    }

    [SkippableFact]
    public async Task OneUnreadableSide_StopsTheOther_WithItsOwnSentence()
    {
        await using var source = await TestEngine.Sqlite.CreateAsync(Many);
        await using var target = await TestEngine.PostgreSql.CreateAsync("CREATE TABLE t (id int PRIMARY KEY, s text); REVOKE SELECT ON t FROM reader;");

        var refused = await Assert.ThrowsAsync<DatabaseException>(() => VerifierTesting.VerifyAsync(source, target));

        Assert.Equal(DatabaseProblem.Denied, refused.Problem);
    }

    [SkippableFact]
    public async Task AFailingSide_DoesNotWaitForTheOthersSorting()
    {
        await using var source = await TestEngine.PostgreSql.CreateAsync("CREATE TABLE base (id int); CREATE VIEW slow AS SELECT id, pg_sleep(60)::text AS s FROM base; INSERT INTO base VALUES (1); CREATE TABLE t (id int PRIMARY KEY, s text);");
        await using var target = await TestEngine.PostgreSql.CreateAsync("CREATE TABLE t (id int PRIMARY KEY, s text); REVOKE SELECT ON t FROM reader;");
        await using var one = await VerifierTesting.Access.OpenReaderAsync(source.Connection, CancellationToken.None);
        await using var other = await VerifierTesting.Access.OpenReaderAsync(target.Connection, CancellationToken.None);
        var table = (await SchemaReader.ReadAsync(one, CancellationToken.None)).Tables.Single(own => own.Name == "t");
        var slow = table with { Name = "slow", LocalName = "slow" };
        var pair = PlannedTable.KeyFirst(slow, table, [.. table.Columns.Select(column => (Plain(column), Plain(column)))], ["id"]);
        using var merge = new KeyMerge(pair, await RejectedRows.ReadAsync(other, new Schema { Tables = [], Fingerprint = "" }, null, pair, CancellationToken.None), new DifferenceList(pair, 1), _ => { });
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(30));

        var refused = Assert.Throws<DatabaseException>(() => merge.TryRun(one, other, (null, null), late.Token));

        Assert.Equal(DatabaseProblem.Denied, refused.Problem);
    }

    [SkippableTheory]
    [InlineData("PRIMARY KEY")]
    [InlineData("")]
    public async Task Cancelling_EndsTheComparison_AndTheSessionsAreFreeAgain(string key)
    {
        var script = Many.Replace("PRIMARY KEY", key, StringComparison.Ordinal);
        await using var source = await TestEngine.Sqlite.CreateAsync(script);
        await using var target = await TestEngine.Sqlite.CreateAsync(script);
        using var stop = new CancellationTokenSource();
        var progress = new Immediately(() => stop.Cancel());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new Verifier(VerifierTesting.Access).VerifyAsync(source.Connection, target.Connection, new VerificationOptions(), progress, stop.Token));
        var again = await VerifierTesting.VerifyAsync(source, target);

        Assert.True(again.Identical);
        Assert.Equal(1, progress.Reports);
    }

    [SkippableFact]
    public async Task OneConnectionWithOneSession_IsRefused_AndDoesNotWaitForItself()
    {
        await using var database = await TestEngine.Sqlite.CreateAsync("CREATE TABLE t (a);");
        var connection = database.Connection with { Limits = new ConnectionLimits { Sessions = 1 } };

        var refused = await Assert.ThrowsAsync<DatabaseException>(
            () => new Verifier(VerifierTesting.Access).VerifyAsync(connection, connection, new VerificationOptions(), null, CancellationToken.None));

        Assert.Contains("Raise its limit of sessions.", refused.Message, StringComparison.Ordinal);
    }

    private static VerifiedColumn Plain(Column column) => new(column, SampleTable.DialectOf(DatabaseProvider.PostgreSql).Types.Read(column));

    private sealed class Immediately(Action action) : IProgress<WorkProgress>
    {
        internal int Reports { get; private set; }

        public void Report(WorkProgress value)
        {
            Reports++;
            action();
        }
    }
}
