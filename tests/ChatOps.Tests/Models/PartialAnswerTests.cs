using ChatOps.Agents.Models;

namespace ChatOps.Tests.Models;

public sealed class PartialAnswerTests
{
    private static readonly string[] Keys = ["summary", "text"];

    [Fact]
    public void OfAnAnswer_CutAnywhere_OnlyTheBeginningOfItsTextsIsRead()
    {
        const string Whole = """{"summary": "Grüße: \"one\" \u00e9 \ud83d\ude00 end", "parts": [{"about": ["not this"], "text": "Two\nlines", "advice": null}]}""";
        string[] expected = ["Grüße: \"one\" é 😀 end", "Two\nlines"];

        Assert.Equal(expected, PartialAnswer.Texts(Whole, Keys));
        for (var length = 0; length < Whole.Length; length++)
        {
            var texts = PartialAnswer.Texts(Whole[..length], Keys);
            Assert.True(texts.Count <= 2, Whole[..length]);
            Assert.All(texts.Index(), text => Assert.StartsWith(text.Item.TrimEnd('\uFFFD'), expected[text.Index], StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("")]
    [InlineData("""{"other": "x", "more": "y""")]
    public void OfAnythingElse_NothingIsRead(string json) => Assert.Empty(PartialAnswer.Texts(json, Keys));
}
