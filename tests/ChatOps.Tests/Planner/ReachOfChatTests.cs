using ChatOps.Agents.Planner;
using ChatOps.Agents.Planner.Offline;
using ChatOps.Agents.Questions;

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

    [Theory]
    [InlineData("how many customers are in demo", "SELECT 1", "query demo")]
    [InlineData("wie viele Kunden gibt es in demo?", "SELECT 1", "query demo")]
    [InlineData("how many orders are there per status in demo?", "SELECT 1", "query demo")]
    [InlineData("how many {{ run.id }} are in demo", "SELECT 1", "Refuse")]
    [InlineData("how many customers are in demo", null, "Refuse")]
    public async Task AQuestion_IsAPlanOfOneQuery_WhereItCouldBeRead(string text, string? sql, string expected)
    {
        var catalog = new PlannerCatalog
        {
            Connections = World.Connections,
            ReadTables = (_, _) => Task.FromResult(World.Tables),
            ReadQuestion = (_, _, _) => Task.FromResult<QuestionReading?>(sql is null ? new QuestionReading.Clarify("Which customers?", []) : new QuestionReading.Sql(sql, ["customers"], "Counts.", 1)),
        };

        var reply = await new OfflinePlanner().PlanAsync(new PlannerRequest { Text = text, Catalog = catalog }, CancellationToken.None);

        Assert.Equal(expected, World.Brief(reply));
        if (reply is PlannerReply.Execute { Plan: var plan })
            Assert.Equal(("sql.query", text), (plan.Definition.Steps.Single().Type, plan.Definition.Steps.Single().With.GetProperty("question").GetString()));
    }

    [Fact]
    public async Task RunsOfAnotherDay_AreNotAnsweredWithTheRecentOnes() =>
        Assert.IsType<PlannerReply.Refuse>(await World.AskAsync("what failed last night?"));

    [Theory]
    [InlineData("what ran today", "Runs")]
    [InlineData("validate demo now", "validate demo")]
    public async Task WhatCanBeDone_IsDone(string text, string expected) => Assert.Equal(expected, World.Brief(await World.AskAsync(text)));
}
