using System.Text;
using ChatOps.Database.Profiling.Patterns;

namespace ChatOps.Database.Tests.Profiling;

public sealed class PatternTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("DE1234", "A{2}9{4}")]
    [InlineData("Anna", "Aa{3}")]
    [InlineData("+49 151-2", "+9{2} 9{3}-9")]
    [InlineData("Jürgen Ärger", "Aa{5} Aa{4}")]
    [InlineData("東京 7", "a{2} 9")]
    [InlineData("a--b", "a-{2}a")]
    public void Shape_OfAText_NamesRunsOfCapitalsLettersAndDigits(string text, string mask) => Assert.Equal(mask, Mask(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("A{2}9{4}", "A+9+")]
    [InlineData("Aa{5} Aa{4}", "Aa+ Aa+")]
    [InlineData("{9}", "{9}")]
    [InlineData("9", "9")]
    [InlineData("}{", "}{")]
    [InlineData("a{2}{{", "a+{{")]
    [InlineData("}{2}{", "}+{")]
    public void LooseShape_ForgetsTheLengths(string precise, string loose) => Assert.Equal(loose, PatternMask.Loosen(precise));

    [Fact]
    public void Shape_OfBytesThatAreNoText_IsBounded()
    {
        var bytes = new byte[4_000];
        new Random(1).NextBytes(bytes);
        Assert.InRange(Encoding.UTF8.GetByteCount(Mask(bytes)), 1, PatternMask.Size);
    }

    [Fact]
    public void ManyShapes_AreCountedLoosely_AndFreeTextsNotAtAll()
    {
        var (names, free) = (new PatternCounts(), new PatternCounts());
        var random = new Random(2);
        for (var row = 0; row < 5_000; row++)
        {
            names.Add(Encoding.UTF8.GetBytes($"K{new string('x', random.Next(1, 60))}-{random.Next(1, 999_999)}"), 1);
            free.Add(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 12).Select(_ => "aB 9.-/:"[random.Next(8)]))), 1);
        }

        Assert.Equal(5_000, names.Top(10).Sum(shape => shape.Count));
        Assert.Equal("Aa+-9+", names.Top(1)[0].Mask);
        Assert.True(free.IsFree);
        Assert.Empty(free.Top(10));
    }

    private static string Mask(byte[] text)
    {
        Span<byte> mask = stackalloc byte[PatternMask.Size];
        return Encoding.UTF8.GetString(mask[..PatternMask.Write(text, mask)]);
    }
}
