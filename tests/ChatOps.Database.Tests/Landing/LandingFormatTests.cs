using System.Buffers;
using System.Text;
using ChatOps.Database.Landing;
using CsvHelper;
using FsCheck;

namespace ChatOps.Database.Tests.Landing;

public sealed class LandingFormatTests : LandingTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("", "\"\"")]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("12", "\"12\"")]
    [InlineData("1e5", "\"1e5\"")]
    [InlineData("Infinity", "\"Infinity\"")]
    [InlineData("\\x41", "\"\\x41\"")]
    [InlineData("=1+1", "=1+1")]
    [InlineData("2024-01-02", "2024-01-02")]
    [InlineData(" x", "\" x\"")]
    [InlineData(long.MinValue, "-9223372036854775808")]
    [InlineData(0.1, "0.1")]
    [InlineData(5.0, "5.0")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(1e300, "1E+300")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    [InlineData(new byte[] { 0, 255 }, "\\x00ff")]
    [InlineData(new byte[0], "\\x")]
    public void Write_GivesEveryKindItsOwnForm(object? value, string field)
    {
        Assert.Equal(field, Encoding.UTF8.GetString(Written(value)));
        Assert.Equal(value, LandingFormat.Parse(Encoding.UTF8.GetBytes(field)));
    }

    [Fact]
    public void Parse_GivesBackAnyText() => Prop.ForAll<NonNull<string>>(text =>
    {
        var valid = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Get));
        return (string?)LandingFormat.Parse(Written(valid)) == valid;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Parse_GivesBackAnyNumberToTheBit() => Prop.ForAll<int, int>((high, low) =>
    {
        var bits = ((long)high * 6_364_136_223_846_793_005) + ((long)low * 1_442_695_040_888_963_407);
        var number = BitConverter.Int64BitsToDouble(bits);
        var real = (double)LandingFormat.Parse(Written(number))!;
        var isSame = double.IsNaN(number) ? double.IsNaN(real) : BitConverter.DoubleToInt64Bits(real) == bits;
        return isSame && (long)LandingFormat.Parse(Written(bits))! == bits;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Parse_GivesBackAnyBytes() => Prop.ForAll<NonNull<byte[]>>(
        bytes => bytes.Get.SequenceEqual((byte[])LandingFormat.Parse(Written(bytes.Get))!)).QuickCheckThrowOnFailure();

    [Fact]
    public async Task Export_ReadBack_EqualsTheSource_ForEveryStorageClass()
    {
        Execute("CREATE TABLE t (id INTEGER PRIMARY KEY, v)");
        var random = new System.Random(11);
        object?[] edge = [null, "", " ", "1", "1.0", "-", "\\x", "a\r\nb", "\"", "é😀", "NaN", 1L, 1.0, long.MaxValue, double.Epsilon, double.MaxValue, double.NegativeInfinity, Array.Empty<byte>(), new byte[] { 34, 44 }];
        var values = Enumerable.Range(0, 400).Select(i => i < edge.Length ? edge[i] : Value(random)).ToList();
        foreach (var (i, value) in values.Index())
        {
            Execute("INSERT INTO t VALUES ($id, $v)", ("$id", (long)i), ("$v", value));
        }

        await ExportAsync();

        await using var reader = CsvReader.FromFile(Path.Combine(Folder, "t.csv"), new CsvReaderOptions { Separator = ',' });
        var back = new List<object?>();
        while (await reader.ReadAsync(CancellationToken.None))
        {
            Assert.Equal((long)back.Count, LandingFormat.Parse(reader.GetRawSpan(0)));
            back.Add(LandingFormat.Parse(reader.GetRawSpan(1)));
        }

        Assert.Equal(values, back);
    }

    [Fact]
    public async Task Export_OfATextThatIsNotUtf8_KeepsItsBytes()
    {
        Execute("CREATE TABLE t (v TEXT); INSERT INTO t VALUES (CAST(x'41ff42' AS TEXT))");

        await ExportAsync();

        Assert.Equal("v\r\n\\x41ff42\r\n", Text("t.csv"));
    }

    [Fact]
    public async Task Export_QuotesNamesInSqlAndInTheHeader()
    {
        Execute("CREATE TABLE \"we\"\"ird, [t]\" (\"a\"\"b\" INTEGER PRIMARY KEY, \"c,d\" TEXT, \"select\" INT); INSERT INTO \"we\"\"ird, [t]\" VALUES (1, 'x', 2)");

        var manifest = await ExportAsync();

        Assert.Equal("\"a\"\"b\",\"c,d\",select\r\n1,x,2\r\n", Text(manifest.Files[0].File));
    }

    private static object? Value(System.Random random) => random.Next(5) switch
    {
        0 => random.NextInt64(long.MinValue, long.MaxValue),
        1 => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-300, 300)),
        2 => new string([.. Enumerable.Range(0, random.Next(12)).Select(_ => "ab1.,\"\r\n\\x-é"[random.Next(12)])]),
        3 => Enumerable.Range(0, random.Next(20)).Select(_ => (byte)random.Next(256)).ToArray(),
        _ => null,
    };

    private static byte[] Written(object? value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        LandingFormat.Write(value, buffer);
        return buffer.WrittenSpan.ToArray();
    }
}
