using System.Globalization;
using System.Text;
using ChatOps.Database.Migration.Rows;
using ChatOps.Database.Migration.Types;
using FsCheck;

namespace ChatOps.Database.Tests.Migration.Rows;

public sealed class DecimalDigitsTests
{
    [Fact]
    public void A_double_as_digits_reads_back_as_the_same_double() => Prop.ForAll<double>(RequireSame).QuickCheckThrowOnFailure();

    private static void RequireSame(double value)
    {
        var digits = Encoding.ASCII.GetString(DecimalDigits.OfReal(value, new byte[DecimalDigits.LongestReal]));
        Assert.DoesNotContain('E', digits.Replace("-Infinity", "", StringComparison.Ordinal));
        Assert.Equal(value, double.Parse(digits, CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Amounts_of_money_are_their_shortest_digits() => Prop.ForAll(Arb.From(Gen.Choose(-1_000_000_000, 1_000_000_000)), hundredths =>
    {
        foreach (var value in new[] { hundredths / 100.0, hundredths * 1000.0 / 100.0, hundredths / 1000.0 })
        {
            Assert.Equal(value.ToString("R", CultureInfo.InvariantCulture), Encoding.ASCII.GetString(DecimalDigits.OfReal(value, new byte[DecimalDigits.LongestReal])));
        }
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(1e300)]
    [InlineData(-1.2345e-300)]
    [InlineData(double.Epsilon)]
    [InlineData(double.MaxValue)]
    [InlineData(1.5e16)]
    [InlineData(123456789012345680000.0)]
    public void Extreme_doubles_too(double value) => RequireSame(value);

    [Theory]
    [InlineData("12.50", "12.5")]
    [InlineData("-0.00", "0")]
    [InlineData("+7", "7")]
    [InlineData("007.100", "7.1")]
    [InlineData(".5", "0.5")]
    [InlineData("-.50", "-0.5")]
    [InlineData("100", "100")]
    [InlineData("0", "0")]
    [InlineData("NaN", "NaN")]
    public void Equal_numbers_have_equal_digits(string text, string shortest) =>
        Assert.Equal(shortest, Encoding.ASCII.GetString(DecimalDigits.Shorten(Encoding.ASCII.GetBytes(text), new byte[text.Length + 1])));

    [Fact]
    public void Any_decimal_keeps_its_value() => Prop.ForAll<decimal>(value =>
    {
        var text = Encoding.ASCII.GetBytes(value.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(value, decimal.Parse(Encoding.ASCII.GetString(DecimalDigits.Shorten(text, text)), CultureInfo.InvariantCulture));
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("12.5", 3, 1, true)]
    [InlineData("12.5", 2, 1, false)]
    [InlineData("12.55", 10, 1, false)]
    [InlineData("0.05", 2, 2, true)]
    [InlineData("999", 3, 0, true)]
    [InlineData("1000", 3, 0, false)]
    [InlineData("NaN", 3, 0, false)]
    public void A_place_holds_a_number_only_whole(string digits, int precision, int scale, bool fits) => Assert.Equal(
        fits, DecimalDigits.WhyNot(Encoding.ASCII.GetBytes(digits), new TransferType(TransferKind.Decimal) { Precision = precision, Scale = scale }, new EngineLimits()) is null);

    [Theory]
    [InlineData("12", true)]
    [InlineData("-12.50", true)]
    [InlineData("1.", false)]
    [InlineData(".5", false)]
    [InlineData("1.2.3", false)]
    [InlineData("1e5", false)]
    [InlineData("", false)]
    [InlineData("-", false)]
    [InlineData("12 ", false)]
    public void A_text_is_a_number_only_as_plain_digits(string text, bool isNumber) => Assert.Equal(isNumber, DecimalDigits.IsNumber(Encoding.ASCII.GetBytes(text)));
}
