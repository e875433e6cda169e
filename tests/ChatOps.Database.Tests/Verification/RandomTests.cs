using System.Globalization;
using System.Text;

namespace ChatOps.Database.Tests.Verification;

/// <summary>Random tables with random values on two engines: they are the same, and one change makes one difference.</summary>
public sealed class RandomTests
{
    private static readonly Func<string, SampleColumn>[] Kinds =
    [
        SampleTable.Integer, SampleTable.Real, SampleTable.Decimal, SampleTable.Text, SampleTable.Blob, SampleTable.Date, SampleTable.Moment, SampleTable.Instant, SampleTable.Uuid, SampleTable.Boolean,
    ];

    public static TheoryData<string, string, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, string, int>();
            foreach (var pair in VerifierTesting.Pairs)
            {
                cases.Add((string)pair[0], (string)pair[1], 1);
                cases.Add((string)pair[0], (string)pair[1], 2);
            }

            return cases;
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public async Task RandomRows_AreTheSameOnTwoEngines_AndOneChangeIsOneDifference(string source, string target, int seed)
    {
        var random = new Random(seed);
        var tables = Enumerable.Range(0, 8).Select(number => Make($"t{number}", random)).ToList();
        var (changed, expected) = Change(tables, random);

        var same = await VerifierTesting.VerifyAsync(source, tables, target, tables);
        var different = await VerifierTesting.VerifyAsync(source, tables, target, changed);

        Assert.Empty(VerifierTesting.Lines(same));
        Assert.True(same.Identical);
        Assert.Equal(expected, different.Tables.Where(table => !table.Identical).Select(table => (table.Name, table.Missing, table.Extra, table.Different)));
    }

    private static SampleTable Make(string name, Random random)
    {
        List<SampleColumn> columns = [.. Enumerable.Range(0, random.Next(2, 7)).Select(number => Kinds[random.Next(Kinds.Length)]($"c{number}"))];
        var keys = random.Next(0, 3);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var rows = new List<object?[]>();
        for (var row = 0; row < 80; row++)
        {
            object?[] values = [.. columns.Select((column, index) => index >= keys && random.Next(6) == 0 ? null : Value(column, random))];
            if (keys == 0 || seen.Add(string.Join('/', values.Take(keys).Select(Text))))
            {
                rows.Add(values);
            }
        }

        return new SampleTable(name, columns, [.. columns.Take(keys).Select(column => column.Name)], rows);
    }

    /// <summary>One table loses a row.</summary>
    private static (IReadOnlyList<SampleTable> Tables, (string, long, long, long)[] Expected) Change(List<SampleTable> tables, Random random)
    {
        var chosen = random.Next(tables.Count);
        var table = tables[chosen];
        var row = random.Next(table.Rows.Count);
        return ([.. tables.Select((own, index) => index == chosen ? own with { Rows = [.. own.Rows.Where((_, position) => position != row)] } : own)], [(table.Name, 1, 0, 0)]);
    }

    private static string Text(object? value) => value switch
    {
        byte[] bytes => Convert.ToHexString(bytes),
        double number => (number + 0.0).ToString("R", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static object Value(SampleColumn column, Random random)
    {
        var day = new DateTime(1000, 1, 1).AddDays(random.Next(3_000_000)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var time = TimeSpan.FromTicks(random.NextInt64(TimeSpan.TicksPerDay) / 10 * 10).ToString(@"hh\:mm\:ss\.ffffff", CultureInfo.InvariantCulture);
        return column.PostgreSql switch
        {
            "bigint" => random.Next(3) == 0 ? random.NextInt64(long.MinValue, long.MaxValue) : random.Next(-50, 50),
            "double precision" => BitConverter.Int64BitsToDouble(random.NextInt64(0x0010_0000_0000_0000, 0x7FE0_0000_0000_0000)) * (random.Next(2) == 0 ? 1 : -1),
            "numeric(30,10)" => $"{(random.Next(2) == 0 ? "-" : "")}{random.NextInt64(1, random.Next(2) == 0 ? 100 : long.MaxValue)}.{random.Next(1, 10)}",
            "text" => string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => Letter(random))),
            "bytea" => Enumerable.Range(0, random.Next(12)).Select(_ => (byte)random.Next(256)).ToArray(),
            "date" => day,
            "timestamp" => $"{day} {time}",
            "timestamptz" => $"20{random.Next(10, 37)}{day[4..8]}{random.Next(10, 28)} {time}",
            // MariaDB 10.11 takes only UUIDs of the versions up to 7 of the variant that RFC 9562 defines.
            "uuid" => new Guid(Enumerable.Range(0, 16).Select(index => (byte)(index switch { 7 => random.Next(0x10, 0x80), 8 => random.Next(0x81, 0xC0), _ => random.Next(256) })).ToArray()).ToString(),
            _ => random.Next(2) == 0,
        };
    }

    /// <summary>Mostly plain letters; else any character that all engines can store.</summary>
    private static string Letter(Random random)
    {
        var rune = random.Next(3) > 0 ? "aAbBzZ eé'\\\t"[random.Next(12)] : random.Next(2) == 0 ? random.Next(0x80, 0xD800) : random.Next(0xE000, 0x110000);
        return new Rune(rune).ToString();
    }
}
