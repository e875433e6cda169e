using ChatOps.Reports.Masking;

namespace ChatOps.Tests.Reports.Masking;

public sealed class ValueMaskTests
{
    [Theory]
    [InlineData("maria@example.org", "m***@***.org")]
    [InlineData("+49 151 2345678", "+49 *** *****78")]
    [InlineData("(0151) 23-45678", "(****) **-***78")]
    [InlineData("Maria Schmidt", "M**** S******")]
    [InlineData("O'Neil", "O'N***")]
    [InlineData("Hauptstraße 5", "H********** *")]
    [InlineData("1984-03-12", "****-**-**")]
    [InlineData("DE89 3704 0044 0532 0130 00", "D*** **** **** **** **** **")]
    [InlineData("李小龍", "李**")]
    [InlineData("", "")]
    public void Text_KeepsItsShapeAlone(string text, string masked) => Assert.Equal(masked, ValueMask.Apply(text));

    [Theory]
    [InlineData("maria@example.org")]
    [InlineData("+49 151 2345678")]
    [InlineData("0151 2345678")]
    [InlineData("Maria Schmidt, Hauptstraße 5")]
    [InlineData("1984-03-12 10:00:00")]
    [InlineData("DE89 3704 0044 0532 0130 00")]
    public void MaskingTwice_IsMaskingOnce(string text) => Assert.Equal(ValueMask.Apply(text), ValueMask.Apply(ValueMask.Apply(text)));

    [Fact]
    public void NumbersAndBytes_AreHidden_TruthsAndNullStay()
    {
        Assert.Equal(new object?[] { "***", "***", "***", true, null }, new object?[] { 4111L, 1.5, new byte[] { 1 }, true, null }.Select(ValueMask.Apply));
    }
}
