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
    [InlineData("how many customers are in demo", null, "Clarify")]
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
    [InlineData("export demo as parquet", "I export to CSV files only, not to parquet. Nothing was started.")]
    [InlineData("back up demo, then migrate it to crm", "So the migration behind it was not started either.")]
    [InlineData("migrate demo to crm only if there are errors", "A migration can wait for a validation without errors")]
    [InlineData("export demo if the moon shines", "for no other condition yet. Nothing was started.")]
    public async Task WhatCannotBeDoneAsAsked_IsNotDoneOtherwise(string text, string reason) =>
        Assert.Contains(reason, Assert.IsType<PlannerReply.Refuse>(await World.AskAsync(text)).Reason, StringComparison.Ordinal);

    [Theory]
    [InlineData("validate demo and post the report to #ops", "validate demo", "I cannot send or post anything elsewhere yet")]
    [InlineData("validate demo and tell anna", "validate demo", "I cannot send or post anything elsewhere yet")]
    [InlineData("validate demo and let anna and bob know", "validate demo", "I cannot send or post anything elsewhere yet")]
    [InlineData("prüfe demo und sag anna bescheid", "validate demo", "I cannot send or post anything elsewhere yet")]
    [InlineData("valida demo y dile a ana el resultado", "validate demo", "I cannot send or post anything elsewhere yet")]
    [InlineData("profile demo and compare it with crm", "profile demo", "I cannot compare databases in chat yet")]
    [InlineData("validate demo and open a ticket if there are errors", "validate demo", "I cannot open tickets yet")]
    public async Task ThePartThatCannotBeDone_IsSaidBesideThePlan(string text, string plan, string reason)
    {
        var reply = Assert.IsType<PlannerReply.Partial>(await World.AskAsync(text));

        Assert.Equal(plan, $"{reply.Plan.Intent} {string.Join(',', reply.Plan.Connections)}");
        Assert.Contains(reason, reply.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("what ran today", "Runs")]
    [InlineData("validate demo now", "validate demo")]
    [InlineData("tell me about demo", "profile demo")]
    [InlineData("validate demo and tell me what is wrong", "validate demo")]
    [InlineData("prüfe demo und sag mir, was falsch ist", "validate demo")]
    public async Task WhatCanBeDone_IsDone(string text, string expected) => Assert.Equal(expected, World.Brief(await World.AskAsync(text)));
}
