using System.Globalization;
using ChatOps.Database.Tests.Servers;
using ChatOps.Database.Verification;

namespace ChatOps.Database.Tests.Verification;

/// <summary>Parts that servers hash themselves: equal ones are not fetched, and every difference is found all the same.</summary>
public sealed class SegmentTests
{
    private const int Rows = 1_000;

    private static readonly VerificationOptions BySegments = new() { BySegments = true, SampleSize = 1000 };

    public static TheoryData<string, string> Pairs => VerifierTesting.Pairs;

    private static IReadOnlyList<SampleColumn> Columns =>
    [
        SampleTable.Integer("id"), SampleTable.Integer("n"), SampleTable.Decimal("d"), SampleTable.Text("t"), SampleTable.Blob("b"), SampleTable.Date("a"), SampleTable.Moment("m"), SampleTable.Instant("z"),
        SampleTable.Uuid("u"), SampleTable.Boolean("f"),
    ];

    /// <summary>Keys from -100,000 to 400,000, a little apart.</summary>
    private static List<object?[]> Values { get; } = [.. Enumerable.Range(0, Rows).Select(row => (object?[])
    [
        (row * 500) - 100_000, row % 9 == 0 ? null : row - 500, row % 7 == 0 ? null : $"{(row % 2 == 0 ? "-" : "")}{row}.{row % 10}", (row % 4) switch { 0 => null, 1 => "", 2 => "Zoë; 'n'", _ => $"text {row} " },
        row % 5 == 0 ? null : new byte[] { (byte)row, 0, 59 }, "2024-02-29", row % 2 == 0 ? "2024-02-29 23:59:59" : "2024-02-29 23:59:59.5", "2024-02-29 12:00:00.000001",
        new Guid(row, 1, 0x4002, 0x83, 4, 5, 6, 7, 8, 9, 10).ToString(), row % 3 == 0,
    ])];

    [SkippableTheory]
    [MemberData(nameof(Pairs))]
    public async Task EqualParts_AreHashedAlikeByEveryEngine_AndNothingIsFetched(string source, string target)
    {
        var table = Table(Values);
        await using var one = await SampleTable.CreateAsync(VerifierTesting.Engine(source), table);
        await using var other = await SampleTable.CreateAsync(VerifierTesting.Engine(target), table);

        var found = Assert.Single((await VerifierTesting.VerifyAsync(one, other, BySegments)).Tables);

        Assert.Equal("parts of 10000 keys hashed on both sides, 0 of 50 merged by key (id)", found.Method);
        Assert.Equal((Rows, Rows, true), (found.Source, found.Target, found.Identical));
        Assert.Equal(found.SourceChecksum, found.TargetChecksum);
        Assert.All(found.Segments, part => Assert.Equal(part.Source, part.Target));
        Assert.Equal(Rows, found.Segments.Sum(part => part.Rows));
    }

    [SkippableTheory]
    [MemberData(nameof(Pairs))]
    public async Task EveryKindOfChange_IsFound_InItsPartAlone(string source, string target)
    {
        var changed = Values.Select(row => (object?[])row.Clone()).ToList();
        var expected = new List<string>();
        object?[] changes = [12345, "0.0000000001", "other", new byte[] { 59 }, "2024-03-01", "2024-02-29 23:59:58", "2024-02-29 12:00:00.000002", Guid.Empty.ToString().Replace("-0000-0000-0000-", "-0000-4000-8100-", StringComparison.Ordinal), null];
        for (var column = 1; column < Columns.Count; column++)
        {
            var row = (column * 40) + 11;
            changed[row][column] = changes[column - 1];
            expected.Add($"t Different {{\"id\":\"{changed[row][0]}\"}} {Columns[column].Name}");
            changed[row + 2][column] = changed[row + 2][column] is null ? changes[column - 1] : null;
            expected.Add($"t Different {{\"id\":\"{changed[row + 2][0]}\"}} {Columns[column].Name}");
        }

        expected.Add($"t Missing {{\"id\":\"{changed[^1][0]}\"}}");
        expected.Add("t Extra {\"id\":\"-99999\"}");
        changed.RemoveAt(Rows - 1);
        changed.Add([-99_999, .. Values[0][1..]]);
        await using var one = await SampleTable.CreateAsync(VerifierTesting.Engine(source), Table(Values));
        await using var other = await SampleTable.CreateAsync(VerifierTesting.Engine(target), Table(changed));

        var found = Assert.Single((await VerifierTesting.VerifyAsync(one, other, BySegments)).Tables);

        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            found.Differences.Select(difference => $"t {difference.Kind} {difference.Key}{string.Concat(difference.Values.Select(value => $" {value.Column}"))}").Order(StringComparer.Ordinal));
        Assert.Equal((Rows, Rows, 1, 1, 18), (found.Source, found.Target, found.Missing, found.Extra, found.Different));
        Assert.NotEqual(found.SourceChecksum, found.TargetChecksum);
        var merged = found.Segments.Count(part => part.Source != part.Target);
        Assert.InRange(merged, 5, 11);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $", {merged} of "), found.Method, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task WhatCannotBeHashedAlike_IsMergedByKey_AndSaysWhy()
    {
        await using var source = await TestEngine.MySql.CreateAsync("CREATE TABLE reals (id int PRIMARY KEY, r double); INSERT INTO reals VALUES (1, 0.1); CREATE TABLE named (k varchar(9) PRIMARY KEY); INSERT INTO named VALUES ('a');");
        await using var target = await TestEngine.PostgreSql.CreateAsync("CREATE TABLE reals (id int PRIMARY KEY, r double precision); INSERT INTO reals VALUES (1, 0.1); CREATE TABLE named (k text PRIMARY KEY); INSERT INTO named VALUES ('a');");

        var result = await VerifierTesting.VerifyAsync(source, target, BySegments);

        Assert.True(result.Identical);
        Assert.Equal(
            ["merged by key (k), since parts need a key of one integer", "merged by key (id), since the servers have no common text for 'r'"], result.Tables.Select(table => table.Method));
    }

    [SkippableFact]
    public async Task KeysAtTheEndsOfTheirRange_HaveParts()
    {
        object?[][] rows = [[long.MinValue], [-1], [0], [1], [long.MaxValue]];
        var table = new SampleTable("t", [SampleTable.Integer("id")], ["id"], rows);
        await using var one = await SampleTable.CreateAsync(TestEngine.MySql, table);
        await using var other = await SampleTable.CreateAsync(TestEngine.PostgreSql, table with { Rows = [.. rows[1..4]] });

        var found = Assert.Single((await VerifierTesting.VerifyAsync(one, other, BySegments)).Tables);

        Assert.Equal(["{\"id\":\"-9223372036854775808\"}", "{\"id\":\"9223372036854775807\"}"], found.Differences.Select(difference => difference.Key));
    }

    private static SampleTable Table(IReadOnlyList<object?[]> rows) => new("t", Columns, ["id"], rows);
}
