using ChatOps.Tests.Commands;
using ChatOps.Tests.Questions;

namespace ChatOps.Tests.Conversation;

/// <summary>A database whose tables and columns are called like words of the bot's own: what is asked of them is asked of the data, and what is said of runs is said of runs.</summary>
public sealed class OwnWordsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public OwnWordsTests() => _folder.Database("demo.sqlite", Helpdesk.Script);

    public void Dispose()
    {
        if (Directory.Exists(_folder.Path))
            _folder.Dispose();
    }

    [Theory]
    [InlineData("how many tickets per status?", "GROUP BY \"status\"")]
    [InlineData("wie viele tickets gibt es je status?", "GROUP BY \"status\"")]
    [InlineData("how many tickets were cancelled?", "WHERE \"cancelled\" = 1")]
    [InlineData("how many tickets are approved?", "WHERE \"approved\" = 1")]
    [InlineData("count tickets by schedule", "GROUP BY \"schedule\"")]
    [InlineData("list the tickets with status open", "WHERE \"status\" = 'open'")]
    [InlineData("what is the status of ticket 2?", "WHERE \"id\" = 2")]
    [InlineData("which agent has the most runs?", "FROM \"agents\"")]
    [InlineData("how many jobs in demo have status failed?", "FROM \"jobs\" WHERE \"status\" = 'failed'")]
    public async Task AQuestionAboutThem_IsAnsweredFromTheData(string question, string sql)
    {
        await using var talk = await Talk.StartAsync(_folder.Path);

        var said = (await talk.SayAsync(question)).Text();
        Assert.Contains(sql, said, StringComparison.Ordinal);
        Assert.DoesNotContain("I left out", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("status")]
    [InlineData("show me the runs")]
    [InlineData("which jobs failed?")]
    [InlineData("list failed runs")]
    public async Task WhatIsSaidOfRuns_IsSaidOfRuns(string text)
    {
        await using var talk = await Talk.StartAsync(_folder.Path);

        Assert.DoesNotContain("SELECT", (await talk.SayAsync(text)).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AReadingThatIsNotSure_IsShown_AndAYesAnswersIt()
    {
        await using var talk = await Talk.StartAsync(_folder.Path);

        var asked = (await talk.SayAsync("list the tickets per agent")).Text();
        Assert.Contains("My reading: ", asked, StringComparison.Ordinal);
        Assert.DoesNotContain("The query:", asked, StringComparison.Ordinal);

        Assert.Contains("FROM \"tickets\"", (await talk.SayAsync("yes")).Text(), StringComparison.Ordinal);
    }
}
