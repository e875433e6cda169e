using ChatOps.Database.Profiling.Counting;
using FsCheck;

namespace ChatOps.Database.Tests.Profiling.Counting;

public sealed class DistinctCounterTests
{
    [Theory]
    [InlineData(0, 64)]
    [InlineData(1, 64)]
    [InlineData(48, 64)]
    [InlineData(100_000, 64)]
    [InlineData(100_000, 4096)]
    public void Exact_CountsEachValueOnce_HoweverLittleMemoryItHas(int different, int slots)
    {
        using var file = new FingerprintFile();
        var counter = new ExactDistinct(file, slots);
        for (var round = 0; round < 3; round++)
        {
            for (var value = 0; value < different; value++)
            {
                counter.Add(Fingerprint.Of(value));
            }
        }

        Assert.Equal(different, counter.Count());
    }

    [Fact]
    public void Exact_WithoutRoomOnTheDisk_SaysThatItCannotTell()
    {
        using var file = new FingerprintFile(most: 4_000);
        var counter = new ExactDistinct(file, 64);
        for (var value = 0; value < 5_000; value++)
        {
            counter.Add(Fingerprint.Of(value));
        }

        Assert.Null(counter.Count());
    }

    [Fact]
    public void Exact_OfSeveralColumnsInOneFile_KeepsThemApart()
    {
        using var file = new FingerprintFile();
        var (first, second) = (new ExactDistinct(file, 64), new ExactDistinct(file, 64));
        for (var value = 0; value < 5_000; value++)
        {
            first.Add(Fingerprint.Of(value));
            second.Add(Fingerprint.Of(value % 700));
        }

        Assert.Equal((5_000L, 700L), (first.Count()!.Value, second.Count()!.Value));
    }

    [Theory]
    [InlineData(10, 0)]
    [InlineData(5_000, 0.04)]
    [InlineData(200_000, 0.04)]
    public void Approximate_LiesWithinItsError(int different, double error)
    {
        var counter = new ApproximateDistinct();
        for (var value = 0; value < different * 2; value++)
        {
            counter.Add(Fingerprint.OfText(System.Text.Encoding.UTF8.GetBytes($"value {value % different}")));
        }

        Assert.InRange(counter.Count()!.Value, different * (1 - error), different * (1 + error));
    }

    [Fact]
    public void Fingerprint_OfTextsOfAnyLength_TellsThemApart()
    {
        var texts = Enumerable.Range(0, 400).SelectMany(length => new[] { new string('a', length), new string('a', length) + "b", "b" + new string('a', length) }).Distinct().ToList();
        Assert.Equal(texts.Count, texts.Select(text => Fingerprint.OfText(System.Text.Encoding.UTF8.GetBytes(text))).Distinct().Count());
    }

    [Fact]
    public void Fingerprint_OfEqualNumbers_IsTheSameForIntegersAndReals() => Prop.ForAll<int>(number =>
        Fingerprint.Of((long)number) == Fingerprint.Of((double)number) && Fingerprint.Of(number + 0.5) != Fingerprint.Of((long)number))
        .Check(new Configuration { MaxNbOfTest = 200, QuietOnSuccess = true, Runner = Config.QuickThrowOnFailure.Runner });
}
