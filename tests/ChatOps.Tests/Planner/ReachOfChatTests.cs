using ChatOps.Agents.Planner;

namespace ChatOps.Tests.Planner;

/// <summary>What is understood and cannot be carried out in chat is said as such, and never done by half.</summary>
public sealed class ReachOfChatTests
{
    [Theory]
    [InlineData("validate demo on April 5 at 14:00", "validate demo, once at 1970-04-05 14:00 (UTC)")]
    [InlineData("validate demo every weekday at 9am Chicago time", "validate demo, on the schedule 0 9 * * 1-5 (America/Chicago)")]
    [InlineData("export demo in two hours", "export demo, once at")]
    [InlineData("back up crm", "back up crm")]
    [InlineData("compare demo with crm", "compare everything of demo and crm")]
    public async Task WhatIsNotAvailable_IsRefusedWithWhatWasUnderstood(string text, string understood)
    {
        var reply = Assert.IsType<PlannerReply.Refuse>(await World.AskAsync(text));

        Assert.StartsWith($"I understood: {understood}", reply.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunsOfAnotherDay_AreNotAnsweredWithTheRecentOnes() =>
        Assert.IsType<PlannerReply.Refuse>(await World.AskAsync("what failed last night?"));

    [Theory]
    [InlineData("what ran today", "Runs")]
    [InlineData("validate demo now", "validate demo")]
    public async Task WhatCanBeDone_IsDone(string text, string expected) => Assert.Equal(expected, World.Brief(await World.AskAsync(text)));
}
