using System.Text;
using ChatOps.Database.Profiling;
using ChatOps.Database.Profiling.Figures;
using FsCheck;

namespace ChatOps.Database.Tests.Profiling;

public sealed class NumberFiguresTests
{
    private static readonly Configuration Thorough = new() { MaxNbOfTest = 200, QuietOnSuccess = true, Runner = Config.QuickThrowOnFailure.Runner };

    [Fact]
    public void Mean_OfIntegersAtTheEndOfTheirRange_LosesNothing()
    {
        var figures = new NumberFigures();
        figures.AddInteger(long.MaxValue, 1_000_000_000);
        figures.AddInteger(long.MinValue, 1_000_000_000);
        Assert.Equal(-0.5, figures.Mean);
    }

    [Fact]
    public void NotANumber_AndInfinities_AreCountedAndLeftOut()
    {
        var figures = new NumberFigures();
        foreach (var number in new[] { 1, double.NaN, 3, double.PositiveInfinity, double.NegativeInfinity })
        {
            figures.AddReal(number, 1);
        }

        Assert.Equal((3L, 2L, 2.0, 1.0, 1.0, 3.0), (figures.NonFinite, figures.Count, figures.Mean, figures.Moments.StandardDeviation, figures.Min, figures.Max));
    }

    [Fact]
    public void Moments_AroundALargeMean_EqualThoseAroundZero() => Prop.ForAll<short[]>(numbers =>
    {
        if (numbers.Length == 0)
        {
            return true;
        }

        var (near, far) = (new Moments(), new Moments());
        foreach (var number in numbers)
        {
            near.Add(number, 1);
            far.Add(number + 1e9, 1);
        }

        var mean = numbers.Average(number => (double)number);
        var deviation = Math.Sqrt(numbers.Average(number => (number - mean) * (number - mean)));
        return Math.Abs(near.Mean - mean) < 1e-6 && Math.Abs(near.StandardDeviation - deviation) < 1e-6 && Math.Abs(far.StandardDeviation - deviation) < 1e-3;
    }).Check(Thorough);

    [Fact]
    public void Moments_OfCountedValues_EqualThoseOfTheValuesOneByOne()
    {
        var (counted, single) = (new Moments(), new Moments());
        for (var number = 0; number < 1_000; number++)
        {
            counted.Add(number, number + 1);
            for (var time = 0; time <= number; time++)
            {
                single.Add(number, 1);
            }
        }

        Assert.Equal(single.Mean, counted.Mean, 9);
        Assert.Equal(single.StandardDeviation, counted.StandardDeviation, 9);
    }

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0.00", "0")]
    [InlineData("12.50", "12.5")]
    [InlineData("100", "100")]
    [InlineData("-7.000", "-7")]
    public void ShortestForm_DropsOnlyZerosThatSayNothing(string text, string shortest) =>
        Assert.Equal(shortest, Encoding.UTF8.GetString(DecimalText.Shortest(Encoding.UTF8.GetBytes(text))));

    [Fact]
    public void Decimals_CompareAsNumbers() => Prop.ForAll<decimal, decimal>((left, right) =>
        Math.Sign(DecimalText.Compare(Bytes(left), Bytes(right))) == left.CompareTo(right) && DecimalText.ToDouble(Bytes(left)) == double.Parse(Bytes(left), System.Globalization.CultureInfo.InvariantCulture)).Check(Thorough);

    [Theory]
    [InlineData("NaN", double.NaN)]
    [InlineData("Infinity", double.PositiveInfinity)]
    [InlineData("-Infinity", double.NegativeInfinity)]
    [InlineData("0.1", 0.1)]
    [InlineData("-123456789012345678901234567890.5", -123456789012345678901234567890.5)]
    public void Decimal_AsDouble_IsTheNearest(string text, double expected) => Assert.Equal(expected, DecimalText.ToDouble(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void SmallestAndLargestDecimal_KeepDigitsThatDoublesLose()
    {
        var figures = new NumberFigures();
        foreach (var text in new[] { "12345678901234567.01", "12345678901234567.02", "12345678901234567", "99999999999999999999999999999999999999.1" })
        {
            figures.AddDecimal(Encoding.ASCII.GetBytes(text), DecimalText.ToDouble(Encoding.ASCII.GetBytes(text)), 1);
        }

        Assert.Equal((12345678901234567m, "99999999999999999999999999999999999999.1"), (figures.Min, figures.Max));
    }

    [Fact]
    public void Quantiles_OfTheHistogram_LieWithinTheirStatedError() => Prop.ForAll<double[]>(values =>
    {
        var numbers = values.Where(double.IsFinite).Order().ToList();
        var histogram = new NumberHistogram();
        numbers.ForEach(number => histogram.Add(number, 1));
        double[] shares = [0.05, 0.25, 0.5, 0.75, 0.95];
        var exact = Quantiles.Of(numbers.Select(number => (number, 1L)), numbers.Count, shares);
        return histogram.Quantiles(shares).Zip(exact).All(pair => Math.Abs(pair.First - pair.Second) <= NumberHistogram.RelativeError * Math.Abs(pair.Second) + double.Epsilon * 1e15);
    }).Check(Thorough);

    private static byte[] Bytes(decimal number) => Encoding.ASCII.GetBytes(number.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
