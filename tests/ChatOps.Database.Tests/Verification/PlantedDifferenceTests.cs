using System.Globalization;
using ChatOps.Database.Verification;

namespace ChatOps.Database.Tests.Verification;

/// <summary>The smallest changes there can be, over several types and tables: each is found, in its row and column, and nothing else.</summary>
public sealed class PlantedDifferenceTests
{
    private const int Rows = 400;

    public static TheoryData<string, string> Pairs => VerifierTesting.Pairs;

    [SkippableTheory]
    [MemberData(nameof(Pairs))]
    public async Task FiveHundredPlantedDifferences_AreAllFound_AndNoneInvented(string source, string target)
    {
        var (planted, expected) = Plant();

        var result = await VerifierTesting.VerifyAsync(source, Tables, target, planted);

        Assert.Equal(500, expected.Count);
        Assert.Equal(expected.Order(StringComparer.Ordinal), Found(result).Order(StringComparer.Ordinal));
        Assert.Equal(500, result.Tables.Sum(table => table.Missing + table.Extra + table.Different));
        Assert.All(result.Tables, table => Assert.NotEqual(table.SourceChecksum, table.TargetChecksum));
        Assert.False(result.Identical);
    }

    private static IReadOnlyList<SampleTable> Tables { get; } =
    [
        new("numbered", [SampleTable.Integer("id"), .. Values], ["id"], [.. Enumerable.Range(0, Rows).Select(row => (object?[])[row * 3, .. ValuesOf(row)])]),
        new("named", [SampleTable.Text("id"), .. Values], ["id"], [.. Enumerable.Range(0, Rows).Select(row => (object?[])[NameOf(row), .. ValuesOf(row)])]),
        new("dated", [SampleTable.Date("day"), SampleTable.Decimal("line"), .. Values], ["day", "line"],
            [.. Enumerable.Range(0, Rows).Select(row => (object?[])[new DateOnly(2020, 1, 1).AddDays(row / 10).ToString("O", CultureInfo.InvariantCulture), (row % 10) + ".5", .. ValuesOf(row)])]),
    ];

    private static IReadOnlyList<SampleColumn> Values =>
    [
        SampleTable.Integer("n"), SampleTable.Real("r"), SampleTable.Decimal("d"), SampleTable.Text("t"), SampleTable.Blob("b"), SampleTable.Date("a"), SampleTable.Moment("m"), SampleTable.Instant("z"),
        SampleTable.Uuid("u"), SampleTable.Boolean("f"),
    ];

    private static string NameOf(int row) => (row % 4) switch { 0 => $"key {row / 4}", 1 => $"Key {row / 4}", 2 => $"kéy {row / 4}", _ => $"key {row / 4} " };

    private static object?[] ValuesOf(int row) =>
    [
        row - (Rows / 2), (row * 0.1) + 0.7, $"{row}.{row % 7}5", (row % 5) switch { 0 => "", 1 => null, 2 => $"Zoë {row}", 3 => $"text {row}", _ => $"Größe {row}" },
        new byte[] { (byte)row, 0, 255 }, "2024-03-31", "2024-03-31 02:30:00.25", "2024-03-31 02:30:00.25", new Guid(row, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10).ToString(), row % 2 == 0,
    ];

    /// <summary>Every fourth change takes a row away or adds one; the others change one value by as little as its type allows.</summary>
    private static (IReadOnlyList<SampleTable> Tables, List<string> Expected) Plant()
    {
        var random = new Random(500);
        var copies = Tables.Select(table => table.Rows.Select(row => (object?[])row.Clone()).ToList()).ToArray();
        var expected = new List<string>();
        var touched = new HashSet<(int, int)>();
        while (expected.Count < 500)
        {
            var (table, row) = (random.Next(Tables.Count), random.Next(Rows));
            if (!touched.Add((table, row)))
            {
                continue;
            }

            var (sample, values) = (Tables[table], copies[table][row]);
            var keys = sample.Key.Count;
            var key = string.Join('/', values.Take(keys));
            switch (expected.Count % 8)
            {
                case 0:
                    copies[table][row] = [];
                    expected.Add($"{sample.Name} Missing {key}");
                    break;
                case 1:
                    object?[] added = [.. values];
                    added[keys - 1] = values[keys - 1] switch { int number => number + 1, string text when keys == 1 => text + "\u0001", _ => $"{values[keys - 1]}1" };
                    copies[table].Add(added);
                    expected.Add($"{sample.Name} Extra {string.Join('/', added.Take(keys))}");
                    break;
                default:
                    var column = keys + random.Next(Values.Count);
                    values[column] = Nudge(sample.Columns[column].Name, values[column], random);
                    expected.Add($"{sample.Name} Different {key} {sample.Columns[column].Name}");
                    break;
            }
        }

        return ([.. Tables.Select((table, index) => table with { Rows = [.. copies[index].Where(row => row.Length > 0)] })], expected);
    }

    private static object? Nudge(string column, object? value, Random random) => (column, value) switch
    {
        ("n", int number) => number ^ 1,
        ("r", double number) => random.Next(2) == 0 ? Math.BitIncrement(number) : Math.BitDecrement(number),
        ("d", string digits) => $"{digits}00000001",
        ("t", null) => "",
        ("t", "") => null,
        ("t", string text) when text[0] == 'Z' => text.Replace("ë", "e\u0308", StringComparison.Ordinal),
        ("t", string text) when text[0] == 'G' => text.Replace("ö", "o", StringComparison.Ordinal),
        ("t", string text) => random.Next(2) == 0 ? text + " " : "T" + text[1..],
        ("b", byte[] bytes) => random.Next(2) == 0 ? (byte[])[.. bytes, 0] : [(byte)(bytes[0] ^ 1), .. bytes[1..]],
        ("a", _) => "2024-04-01",
        ("m", _) => random.Next(2) == 0 ? "2024-03-31 02:30:00.250001" : "2024-03-31 03:30:00.25",
        ("z", _) => random.Next(2) == 0 ? "2024-03-31 02:30:00.249999" : "2024-03-31 01:30:00.25",
        ("u", string uuid) => uuid[..^1] + "b",
        (_, bool flag) => !flag,
        _ => throw new InvalidOperationException(column),
    };

    private static IEnumerable<string> Found(VerificationResult result) =>
        from table in result.Tables
        from difference in table.Differences
        let key = string.Join('/', System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, string>>(difference.Key)!.Values)
        select $"{table.Name} {difference.Kind} {key}{string.Concat(difference.Values.Select(value => $" {value.Column}"))}";
}
