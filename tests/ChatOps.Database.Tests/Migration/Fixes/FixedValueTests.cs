using System.Text;
using ChatOps.Database.Connections;
using ChatOps.Database.Migration.Fixes;
using ChatOps.Database.Migration.Types;

namespace ChatOps.Database.Tests.Migration.Fixes;

public sealed class FixedValueTests
{
    private static readonly ValueFix[] Cast = [new(FixKind.Cast)];

    [Theory]
    [InlineData("12", "12")]
    [InlineData(" -12.50 ", "-12.5")]
    [InlineData("1,234,567", "1234567")]
    [InlineData("1,234.5", "1234.5")]
    [InlineData("12,5", "12.5")]
    [InlineData("0,1234", "0.1234")]
    public void Texts_that_spell_a_number_become_it(string text, string digits) => Assert.Equal((ValueKind.Decimal, digits), Of(text, TransferKind.Decimal, Cast));

    [Theory]
    [InlineData("1,234")]
    [InlineData("twelve")]
    [InlineData("1.2.3")]
    [InlineData("")]
    [InlineData("12 EUR")]
    public void What_could_be_two_numbers_or_none_stays_a_text(string text) => Assert.Equal((ValueKind.Text, text), Of(text, TransferKind.Decimal, Cast));

    [Theory]
    [InlineData("31.12.2023", "2023-12-31")]
    [InlineData("2023/1/5", "2023-01-05")]
    [InlineData("20230105", "2023-01-05")]
    [InlineData("5 Jan 2023", "2023-01-05")]
    [InlineData("January 5, 2023", "2023-01-05")]
    public void Texts_that_spell_a_day_become_it(string text, string day) => Assert.Equal((ValueKind.Text, day), Of(text, TransferKind.Date, Cast));

    [Fact]
    public void A_day_that_could_be_another_needs_its_form_said()
    {
        Assert.Equal((ValueKind.Text, "01/02/2023"), Of("01/02/2023", TransferKind.Date, Cast));
        Assert.Equal((ValueKind.Text, "2023-02-01"), Of("01/02/2023", TransferKind.Date, [new ValueFix(FixKind.Cast, "dd/MM/yyyy")]));
        Assert.Equal((ValueKind.Text, "2023-02-01 13:05:00.000000"), Of("01/02/2023 13:05", TransferKind.Moment, [new ValueFix(FixKind.Cast, "dd/MM/yyyy")]));
    }

    [Theory]
    [InlineData("yes", "1")]
    [InlineData("F", "0")]
    [InlineData("Off", "0")]
    public void Texts_that_spell_a_truth_value_become_it(string text, string bit) => Assert.Equal((ValueKind.Boolean, bit), Of(text, TransferKind.Boolean, Cast));

    [Fact]
    public void Fixes_follow_each_other_and_null_gets_its_default()
    {
        Assert.Equal((ValueKind.Text, "a b"), Of("\t a b \n", TransferKind.Text, [new ValueFix(FixKind.Trim)]));
        Assert.Equal((ValueKind.Null, ""), Of(null, TransferKind.Text, [new ValueFix(FixKind.Trim)]));
        Assert.Equal((ValueKind.Text, "unknown"), Of(null, TransferKind.Text, [new ValueFix(FixKind.DefaultNull, "unknown")]));
        Assert.Equal((ValueKind.Decimal, "0"), Of(null, TransferKind.Integer, [new ValueFix(FixKind.DefaultNull, "0")]));
        Assert.Equal((ValueKind.Text, "x"), Of("x", TransferKind.Text, [new ValueFix(FixKind.DefaultNull, "unknown")]));
    }

    private static (ValueKind Kind, string Text) Of(string? text, TransferKind kind, IReadOnlyList<ValueFix> fixes)
    {
        var value = FixedValue.Of(text, kind, fixes);
        return (value.Kind, Encoding.UTF8.GetString(value.Bytes));
    }
}
