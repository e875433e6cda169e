using ChatOps.Agents.Models;

namespace ChatOps.Tests.Models;

public sealed class ResultFiguresTests
{
    private static readonly string Figures = new ResultFigures(["orders_2024", "total"])
        .Add(12, 3_400).Add("In orders_2024 '4711' stands 56 times, and the column's 78 values aren't 'x99'.").AddValue(9.75).AddValue(1e300).AddValue(double.NaN).AddValue("31 texts").AddValue(new DateTime(2026, 3, 1)).ToString();

    [Theory]
    [InlineData("There are 12, or 3,400, or 56, or 78 of them, up to 9.75, since 2026.")]
    public void CountsAndFiguresOfOurSentences_MayBeRepeated(string text) => Assert.Equal(0, GuardedText.Of(text, Figures).LeftOut);

    [Theory]
    [InlineData("It was 4711.")]
    [InlineData("It was 99.")]
    [InlineData("It was 2024.")]
    [InlineData("It was 31.")]
    public void ValuesOfRows_AndNumbersInNames_MayNot(string text) => Assert.Equal(("", 1), (GuardedText.Of(text, Figures).Text, GuardedText.Of(text, Figures).LeftOut));

    [Fact]
    public void ASentenceWithALink_IsTakenOut_AndTheOthersStay() =>
        Assert.Equal(new GuardedText("First one. Last one.", 1), GuardedText.Of("First one. Look at www.example.org now. Last one.", ""));
}
