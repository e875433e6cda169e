using ChatOps.Database.Verification;

namespace ChatOps.Database.Tests.Verification;

/// <summary>Databases of different engines that hold the same are found to hold the same, whatever their keys are made of.</summary>
public sealed class IdenticalTests
{
    private static readonly string[] Words =
    [
        "", " ", "a", "A", "a ", "a  ", "a b", "b", "B", "Z", "z", "ä", "Ä", "a\u0308", "é", "e\u0301", "ß", "ss", "ÿ", "Ω", "ﬁ", "fi", "中", "文", "🙂", "🚀", "\uFFFD", "\u200B",
        "10", "9", "0", "-1", "1.5", "NULL", "null", "a\tb", "a\nb", "a\\b", "a'b", "a\"b", "_", "~", "\u007F",
    ];

    private static readonly string[] Decimals =
    [
        "0", "1", "-1", "0.1", "-0.1", "1.5", "1.25", "10", "9", "100", "99.9999999999", "100.0000000001", "-100.0000000001", "-99.9999999999",
        "12345678901234567890.0000000001", "12345678901234567890.0000000002", "12345678901234567889.9999999999", "-12345678901234567890.0000000001", "-12345678901234567890.0000000002",
    ];

    public static TheoryData<string, string> Pairs => VerifierTesting.Pairs;

    [SkippableTheory]
    [MemberData(nameof(Pairs))]
    public async Task TheSameRows_AreIdentical_WhateverTheKey(string source, string target)
    {
        IReadOnlyList<SampleTable> tables =
        [
            Keyed("texts", [SampleTable.Text("k")], Words.Select(word => new object?[] { word })),
            Keyed("decimals", [SampleTable.Decimal("k")], Decimals.Select(number => new object?[] { number })),
            Keyed("integers", [SampleTable.Integer("k")], new[] { 0, 1, -1, 10, 9, long.MaxValue, long.MinValue }.Select(number => new object?[] { number })),
            Keyed("reals", [SampleTable.Real("k")], new[] { 0.5, -0.5, 1e300, -1e300, 0.1, 0.30000000000000004, 0.3, 5e-300 }.Select(number => new object?[] { number })),
            Keyed("dates", [SampleTable.Date("k")], Days().Select(day => new object?[] { day })),
            Keyed("moments", [SampleTable.Moment("k")], Days().SelectMany(day => new object?[][] { [$"{day} 00:00:00"], [$"{day} 23:59:59.000001"], [$"{day} 23:59:59.1"] })),
            Keyed("instants", [SampleTable.Instant("k")], new object?[][] { ["2001-09-09 01:46:40"], ["2024-02-29 12:00:00.123456"], ["2037-12-31 23:59:59"] }),
            Keyed("uuids", [SampleTable.Uuid("k")], Uuids().Select(uuid => new object?[] { uuid })),
            Keyed("blobs", [SampleTable.Blob("k")], new byte[][] { [], [0], [0, 0], [0, 1], [1], [255], [255, 0], [65], [97], [97, 32], [195, 164] }.Select(bytes => new object?[] { bytes })),
            Keyed("flags", [SampleTable.Boolean("k")], [[false], [true]]),
            Keyed("composite", [SampleTable.Text("k"), SampleTable.Decimal("l"), SampleTable.Date("m")],
                Words.Take(20).SelectMany(word => Decimals.SelectMany(number => Days().Take(3).Select(day => new object?[] { word, number, day })))),
            Keyed("empty", [SampleTable.Integer("k")], []),
        ];

        var result = await VerifierTesting.VerifyAsync(source, tables, target, tables);

        Assert.Empty(VerifierTesting.Lines(result));
        Assert.True(result.Identical);
        Assert.Equal(tables.Select(table => (table.Name, (long)table.Rows.Count, (long)table.Rows.Count)).Order(), result.Tables.Select(table => (table.Name, table.Source, table.Target)).Order());
        Assert.All(result.Tables, table => Assert.StartsWith("merged by key (k", table.Method, StringComparison.Ordinal));
        Assert.All(result.Tables, table => Assert.Equal(table.SourceChecksum, table.TargetChecksum));
        Assert.All(result.Tables, table => Assert.Matches("^[0-9a-f]{64}$", table.SourceChecksum));
    }

    private static SampleTable Keyed(string name, IReadOnlyList<SampleColumn> key, IEnumerable<object?[]> keys) => new(
        name, [.. key, SampleTable.Text("note")], [.. key.Select(column => column.Name)], [.. keys.Select((values, index) => (object?[])[.. values, index % 3 == 0 ? null : $"row {index}"])]);

    private static IEnumerable<string> Days() => ["1000-01-01", "1899-12-31", "1969-12-31", "1970-01-01", "2000-02-29", "2024-02-29", "9999-12-31"];

    private static IEnumerable<string> Uuids() =>
        Enumerable.Range(1, 40).Select(number => new Guid(number * 7919, (short)(number * 31), (short)(0x1000 * (1 + (number % 5))), 0x80, 1, 2, 3, 4, 5, 6, (byte)number).ToString());
}
