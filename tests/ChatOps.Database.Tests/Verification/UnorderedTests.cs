using ChatOps.Database.Tests.Servers;
using ChatOps.Database.Verification;

namespace ChatOps.Database.Tests.Verification;

/// <summary>Tables without a key, and those whose keys do not come in one order.</summary>
public sealed class UnorderedTests
{
    public static TheoryData<string, string> Pairs => VerifierTesting.Pairs;

    [SkippableTheory]
    [MemberData(nameof(Pairs))]
    public async Task RowsWithoutAKey_AreComparedAsOftenAsTheyAreThere(string source, string target)
    {
        var rows = Enumerable.Range(0, 600).Select(row => new object?[] { row % 200, row % 3 == 0 ? null : $"text {row % 100}" }).ToList();
        var table = new SampleTable("t", [SampleTable.Integer("n"), SampleTable.Text("s")], [], rows);
        List<object?[]> changed = [.. rows.Skip(1).Reverse(), [7, "new"], [7, "new"], rows[5]];

        var same = await VerifierTesting.VerifyAsync(source, [table], target, [table with { Rows = [.. rows.AsEnumerable().Reverse()] }]);
        var different = await VerifierTesting.VerifyAsync(source, [table], target, [table with { Rows = changed }]);

        Assert.True(same.Identical);
        Assert.Equal("all rows as a multiset, since there is no key", same.Tables[0].Method);
        Assert.Equal(same.Tables[0].SourceChecksum, same.Tables[0].TargetChecksum);
        Assert.Equal(
            ["t Extra {\"n\":\"5\",\"s\":\"text 5\"}", "t Extra {\"n\":\"7\",\"s\":\"new\"}", "t Extra {\"n\":\"7\",\"s\":\"new\"}", "t Missing {\"n\":\"0\",\"s\":null}"],
            VerifierTesting.Lines(different).Order(StringComparer.Ordinal));
        Assert.Equal((600, 602, 1, 3, 0), Counts(different));
        Assert.NotEqual(different.Tables[0].SourceChecksum, different.Tables[0].TargetChecksum);
    }

    [SkippableFact]
    public async Task KeysThatDoNotComeInOrder_AreComparedAllTheSame_AndADifferentRowIsStillOne()
    {
        await using var source = await TestEngine.Sqlite.CreateAsync("""
            PRAGMA encoding = 'UTF-16le';
            CREATE TABLE t (id TEXT NOT NULL PRIMARY KEY, n INTEGER);
            INSERT INTO t VALUES ('a', 1), ('b', 2), ('Ā', 3), ('ā', 4), ('z', 5), ('only here', 6), ('same', 7);
            """);
        await using var target = await TestEngine.PostgreSql.CreateAsync("""
            CREATE TABLE t (id text PRIMARY KEY, n int);
            INSERT INTO t VALUES ('a', 1), ('b', 22), ('Ā', 3), ('ā', 4), ('z', 5), ('only there', 6), ('same', 7);
            """);

        var result = await VerifierTesting.VerifyAsync(source, target);

        Assert.Equal("all rows as a multiset, since the keys (id) do not come in one order on both sides", result.Tables[0].Method);
        Assert.Equal(
            ["t Different {\"id\":\"b\"} n: 2|22", "t Extra {\"id\":\"only there\"}", "t Missing {\"id\":\"only here\"}"], VerifierTesting.Lines(result).Order(StringComparer.Ordinal));
        Assert.Equal((7, 7, 1, 1, 1), Counts(result));
    }

    [SkippableFact]
    public async Task AKeyThatIsTwiceInTheTarget_IsOneExtraRow_NotAnotherValue()
    {
        await using var source = await TestEngine.Sqlite.CreateAsync("CREATE TABLE t (id INTEGER PRIMARY KEY, s TEXT); INSERT INTO t VALUES (1, 'b'), (2, 'c');");
        await using var target = await TestEngine.PostgreSql.CreateAsync("CREATE TABLE t (id int, s text); INSERT INTO t VALUES (1, 'a'), (1, 'b'), (2, 'c');");

        var result = await VerifierTesting.VerifyAsync(source, target);

        Assert.Equal(["t Extra {\"id\":\"1\"}"], VerifierTesting.Lines(result));
        Assert.Equal((2, 3, 0, 1, 0), Counts(result));
    }

    [SkippableFact]
    public async Task MixedKindsInASqliteKey_AreSaidToBeWhatTheyAre()
    {
        await using var source = await TestEngine.Sqlite.CreateAsync("""
            CREATE TABLE t (id INTEGER NOT NULL, s, PRIMARY KEY (id)) WITHOUT ROWID;
            INSERT INTO t VALUES (1, 'a'), ('abcdef', 'b'), (x'00ff', 'c'), (2.5, 'd'), (3, 'e');
            """);
        await using var target = await TestEngine.MySql.CreateAsync("CREATE TABLE t (id bigint PRIMARY KEY, s text); INSERT INTO t VALUES (1, 'a'), (3, 'e');");

        var result = await VerifierTesting.VerifyAsync(source, target);

        Assert.Equal(
            ["t Missing {\"id\":\"2.5\"}", "t Missing {\"id\":\"\\\\x00ff\"}", "t Missing {\"id\":\"abcdef\"}"], VerifierTesting.Lines(result).Order(StringComparer.Ordinal));
    }

    private static (long Source, long Target, long Missing, long Extra, long Different) Counts(VerificationResult result)
    {
        var table = Assert.Single(result.Tables);
        return (table.Source, table.Target, table.Missing, table.Extra, table.Different);
    }
}
