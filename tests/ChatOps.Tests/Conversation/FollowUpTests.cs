using ChatOps.Cards;
using ChatOps.Conversation;
using ChatOps.Database.Connections;
using ChatOps.Pipelines.State;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Tests.Conversation;

public sealed class FollowUpTests
{
    [Fact]
    public async Task TheSame_AskedAgainAndAgain_MeansTheFirstRequest()
    {
        var folder = Directory.CreateTempSubdirectory("chatops-talk-").FullName;
        await using var talk = await Talk.StartAsync(folder, Copy(folder, "sales"), Copy(folder, "crm"));

        await talk.SayAsync("profile sales");
        var second = await talk.SayAsync("the same for crm");
        var third = await talk.SayAsync("the same for sales");

        Assert.Contains("Profile crm", second.Text(), StringComparison.Ordinal);
        Assert.Contains("Profile sales", third.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAnswerToAQuestion_IsUnderstoodAndRemembered()
    {
        var folder = Directory.CreateTempSubdirectory("chatops-talk-").FullName;
        await using var talk = await Talk.StartAsync(folder, Copy(folder, "sales"), Copy(folder, "crm"));

        var question = await talk.SayAsync("profile");
        Assert.Contains("crm", question.Single().Suggestions);
        Assert.Contains("Profile crm", (await talk.SayAsync("crm")).Text(), StringComparison.Ordinal);
        Assert.Contains("Profile sales", (await talk.SayAsync("the same for sales")).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ValidateAndExport_ShowsBothResults()
    {
        await using var talk = await Talk.StartAsync();
        await talk.SayAsync("validate demo and export it");

        var shown = await talk.SayAsync("approve");

        Assert.Contains("Exported demo", shown.Text(), StringComparison.Ordinal);
        Assert.Contains(talk.Deliveries, message => message.Card?.Actions.Any(action => action.Title == "Open report") == true);
    }

    [Fact]
    public async Task Export_OnlyIfClean_IsSkippedOnTheDemoWhichIsNot()
    {
        await using var talk = await Talk.StartAsync();

        var shown = await talk.SayAsync("validate demo, and export it only if it is clean");

        Assert.Contains("[skipped] Export demo", talk.Deliveries.Text(), StringComparison.Ordinal);
        Assert.DoesNotContain("Exported", shown.Text(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(talk.Folder, "exports")));
    }

    [Fact]
    public async Task AnUnknownNameBesideAKnownOne_IsNotDroppedInSilence()
    {
        await using var talk = await Talk.StartAsync();

        await talk.SayAsync("profile demo and profile foo");

        Assert.Contains("I left out \"foo\"", talk.Deliveries.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retry_RunsTheSameAgainAsANewRun()
    {
        await using var talk = await Talk.StartAsync();
        await talk.SayAsync("profile demo");

        await talk.SayAsync("retry");

        Assert.Equal(2, talk.Deliveries.Where(message => message.Id.StartsWith("result-", StringComparison.Ordinal)).Select(message => message.Id).Distinct().Count());
    }

    [Fact]
    public async Task ATurnThatACrashLeftUnanswered_IsAnsweredAtTheNextStart_Once()
    {
        var folder = Directory.CreateTempSubdirectory("chatops-talk-").FullName;
        var first = await Talk.StartAsync(folder);
        await first.SayAsync("profile demo");
        // As if the process had died between the answer and its record.
        await first.Services.GetRequiredService<StateDatabase>().WriteAsync(
            connection => connection.Execute("UPDATE conversation_turns SET handled_at = NULL"), CancellationToken.None);
        await first.StopAsync();

        await using var second = await Talk.StartAsync(folder);
        var runs = await second.SayAsync("runs");

        Assert.Single(runs.CardTitled("Recent runs").Blocks.OfType<CardBlock.Table>().Single().Rows);
    }

    [Fact]
    public async Task ATurnThatEndsTheProgramAgainAndAgain_IsGivenUpWithAnAnswer()
    {
        var folder = Directory.CreateTempSubdirectory("chatops-talk-").FullName;
        var first = await Talk.StartAsync(folder);
        await first.SayAsync("profile demo");
        await first.Services.GetRequiredService<StateDatabase>().WriteAsync(
            connection => connection.Execute("UPDATE conversation_turns SET handled_at = NULL, attempts = 3"), CancellationToken.None);
        await first.StopAsync();

        await using var second = await Talk.StartAsync(folder);
        await second.SayAsync("help");

        Assert.Contains("I leave it alone now", second.Deliveries.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SuggestionsOnButtons_AreTakenAsIfTyped()
    {
        await using var talk = await Talk.StartAsync();

        var shown = await talk.PressAsync(new ActionPayload("say", "connections"));

        Assert.Contains("demo", shown.Text(), StringComparison.Ordinal);
    }

    private static DatabaseConnection Copy(string folder, string name) =>
        ConnectionAddress.ForFile(Path.Combine(folder, "demo.sqlite")) with { Name = name };
}
