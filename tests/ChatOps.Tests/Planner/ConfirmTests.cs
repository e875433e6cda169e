using System.Text.Json;
using ChatOps.Agents.Planner;

namespace ChatOps.Tests.Planner;

/// <summary>What writes or stops and rests on a guess is done after a yes, and exactly that.</summary>
public sealed class ConfirmTests
{
    private static readonly ConversationMemory TwoInFlight = new() { RunsInFlight = [new("r-1", "validate-demo"), new("r-2", "export-crm")] };

    private static readonly ConversationMemory Migrated = new()
    {
        LastOperations = [new Operation(OperationKind.Migrate) { Source = "demo", Target = "warehouse", Run = "mig-7" }],
        LastConnection = "demo",
    };

    // Stored and read again, as between two turns.
    private static async Task<ConversationMemory> AskedAsync(string text, ConversationMemory memory)
    {
        var confirm = Assert.IsType<PlannerReply.Confirm>(await World.AskAsync(text, memory));
        Assert.Equal(["yes", "no"], confirm.Choices);
        return memory with { Pending = JsonSerializer.Deserialize<PendingRequest>(JsonSerializer.Serialize(confirm.Understood)) };
    }

    [Theory]
    [InlineData("yes", "migrate demo,sales-eu")]
    [InlineData("Ja, bitte", "migrate demo,sales-eu")]
    [InlineData("sí", "migrate demo,sales-eu")]
    [InlineData("sales-eu", "migrate demo,sales-eu")]
    [InlineData("no", "Dismiss")]
    [InlineData("nein", "Dismiss")]
    [InlineData("no, gracias", "Dismiss")]
    [InlineData("profile crm", "profile crm")]
    [InlineData("migrate demo to crm", "migrate demo,crm")]
    [InlineData("drop table users", "Refuse")]
    [InlineData("blorp", "Unknown")]
    public async Task AnAnswer_GoesOnDropsIt_OrIsANewRequest(string answer, string expected) =>
        Assert.Equal(expected, World.Brief(await World.AskAsync(answer, await AskedAsync("migrate demo to slaes-eu", new ConversationMemory()))));

    [Fact]
    public async Task AYes_IsToThePlanThatWasShown_AndToNoOther()
    {
        var memory = await AskedAsync("migrate demo to slaes-eu", new ConversationMemory());
        IReadOnlyList<CatalogConnection> changed = [new("demo", [], "dev", "sqlite"), new("sales", [], "prod", "sqlite")];

        var reply = Assert.IsType<PlannerReply.Confirm>(await World.AskAsync("yes", memory, changed));

        Assert.StartsWith("That has changed since I asked.", reply.Question, StringComparison.Ordinal);
        Assert.Equal("sales", reply.Understood.Planned[0].Target);
    }

    [Fact]
    public async Task StoppingAllRuns_WantsAYes_AndThenStopsEach()
    {
        var reply = Assert.IsType<PlannerReply.Commands>(await World.AskAsync("yes", await AskedAsync("cancel everything", TwoInFlight)));

        Assert.Equal([new(ConversationCommand.Cancel, "r-1"), new(ConversationCommand.Cancel, "r-2")], reply.All);
    }

    [Theory]
    [InlineData("cancel both")]
    [InlineData("cancel r-1 and r-2")]
    public async Task RunsThatAreCountedOrNamed_AreStoppedAtOnce(string text) =>
        Assert.IsType<PlannerReply.Commands>(await World.AskAsync(text, TwoInFlight));

    [Theory]
    [InlineData("roll back mgi-7", "mig-7")]
    [InlineData("crm", "migrate crm to warehouse")]
    public async Task WhatDestroysOrWrites_OnAGuess_WantsAYes(string text, string asked)
    {
        var confirm = Assert.IsType<PlannerReply.Confirm>(await World.AskAsync(text, Migrated));

        Assert.Contains(asked, confirm.Question, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("roll back mig-7", "Undo")]
    [InlineData("the same for crm", "migrate crm,warehouse")]
    [InlineData("migrate dmeo to warehose", "migrate demo,warehouse")]
    [InlineData("profile slaes-eu", "Clarify")]
    public async Task WhatIsSaid_OrOnlyReads_WantsNone(string text, string expected) => Assert.Equal(expected, World.Brief(await World.AskAsync(text, Migrated)));
}
