using ChatOps.Database.Connections;
using ChatOps.Knowledge.Aliases;
using ChatOps.People;
using ChatOps.Pipelines.Policy;
using ChatOps.Pipelines.State;
using ChatOps.Tests.Conversation;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Tests.Knowledge;

/// <summary>Aliases in a conversation, on the real state and the real planner.</summary>
public sealed class AliasTests
{
    [Fact]
    public async Task ADefinedAlias_IsTakenInAnyCasing_AndWhatItStandsForStandsOnThePlan()
    {
        await using var talk = await Talk.StartAsync();
        await talk.SayAsync("define alias SHOP-CHECK as profile demo");

        var answer = await talk.SayAsync("shop-check");

        Assert.StartsWith("Profile demo", answer.CardTitled("Profile demo").Title, StringComparison.Ordinal);
        Assert.Contains("SHOP-CHECK (alias, version 1) stands for: profile demo.", answer.Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("define alias SHOP-CHECK as profile demo", "what does SHOP-CHECK stand for?", "aliases", "retire alias SHOP-CHECK")]
    [InlineData("alias SHOP-CHECK: profile demo", "show alias shop-check", "which aliases are there?", "please delete the alias SHOP-CHECK")]
    [InlineData("Lege einen Alias SHOP-CHECK für profile demo an", "Wofür steht SHOP-CHECK?", "Welche Aliase gibt es?", "Lösche den Alias SHOP-CHECK")]
    [InlineData("Bitte definiere den Alias SHOP-CHECK als profile demo", "Was bedeutet SHOP-CHECK", "zeige alle Aliase", "lege den Alias SHOP-CHECK still")]
    [InlineData("Crea el alias SHOP-CHECK para profile demo", "¿Qué significa SHOP-CHECK?", "¿Qué alias hay?", "Elimina el alias SHOP-CHECK")]
    public async Task AnAlias_IsMadeShownListedAndRetired_InThreeLanguages(string define, string show, string list, string retire)
    {
        await using var talk = await Talk.StartAsync();
        Assert.Contains("Stands for: profile demo", (await talk.SayAsync(define)).Text(), StringComparison.Ordinal);
        Assert.Contains("profile demo", (await talk.SayAsync(show)).Text(), StringComparison.Ordinal);
        Assert.Contains("SHOP-CHECK", (await talk.SayAsync(list)).Text(), StringComparison.Ordinal);
        Assert.Contains("retired", (await talk.SayAsync(retire)).Text(), StringComparison.Ordinal);
        Assert.Contains("There is no alias yet", (await talk.SayAsync("aliases")).Text(), StringComparison.Ordinal);
        Assert.Contains("profile demo", (await talk.SayAsync("show alias SHOP-CHECK")).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheLastRequest_GetsAName()
    {
        await using var talk = await Talk.StartAsync();
        await talk.SayAsync("profile demo");

        var kept = await talk.SayAsync("call this DEMO-DAILY-9AM");

        Assert.Contains("Stands for: profile demo", kept.Text(), StringComparison.Ordinal);
        Assert.Contains("Profile demo", (await talk.SayAsync("run demo-daily-9am")).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task APlace_IsFilledFromWhatFollows_AndAskedForWhereNothingDoes()
    {
        await using var talk = await Talk.StartAsync();
        await talk.SayAsync("define alias TABLE-CHECK as profile {table} in demo");

        Assert.Contains("stands for: profile orders in demo.", (await talk.SayAsync("TABLE-CHECK orders")).Text(), StringComparison.Ordinal);
        Assert.Contains("needs a value for {table}", (await talk.SayAsync("TABLE-CHECK")).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMisspeltName_IsTakenWhereItCanOnlyBeOne_AndAskedAboutElse()
    {
        await using var talk = await Talk.StartAsync();
        await talk.SayAsync("define alias DEMO-DAILY-6AM as profile demo");
        Assert.Contains("I read \"DEMO-DALY-6AM\" as the alias DEMO-DAILY-6AM.", (await talk.SayAsync("DEMO-DALY-6AM")).Text(), StringComparison.Ordinal);

        await talk.SayAsync("define alias DEMO-DAILY-9AM as find anomalies in demo");
        var question = await talk.SayAsync("DEMO-DAILY-7AM");
        Assert.Contains("I know no alias DEMO-DAILY-7AM. Which one did you mean?", question.Text(), StringComparison.Ordinal);
        Assert.Equal(["DEMO-DAILY-6AM", "DEMO-DAILY-9AM"], question.Single().Suggestions.Order());

        var chosen = question.Single().Suggestions.ToList().IndexOf("DEMO-DAILY-6AM") + 1;
        Assert.Contains("Profile demo", (await talk.SayAsync($"{chosen}")).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AChangeBySomebodyElse_WaitsForTheOwnersYes_AndEveryVersionIsKept()
    {
        await using var talk = await Talk.StartAsync();
        await talk.SayAsync("define alias SHOP-CHECK as profile demo", "ana", "anas");

        Assert.Contains("belongs to Ana, so version 2 waits", (await talk.SayAsync("change alias SHOP-CHECK to find anomalies in demo", "ben", "bens")).Text(), StringComparison.Ordinal);
        Assert.Contains("so version 2 waits", (await talk.SayAsync("change alias SHOP-CHECK to find anomalies in demo", "ben", "bens")).Text(), StringComparison.Ordinal);
        var review = talk.Deliveries.Where(message => message.ConversationId == "anas").CardTitled("Ben wants to change SHOP-CHECK");
        Assert.Contains("Only the owner", (await talk.PressAsync(review.Button("Accept"), "ben", "bens")).Text(), StringComparison.Ordinal);
        Assert.Contains("stands for: profile demo.", (await talk.SayAsync("SHOP-CHECK", "ben", "bens")).Text(), StringComparison.Ordinal);

        Assert.Contains("Changed", (await talk.PressAsync(review.Button("Accept"), "ana", "anas")).Text(), StringComparison.Ordinal);

        Assert.Contains(talk.Deliveries, message => message.ConversationId == "bens" && message.Text == "Version 2 of SHOP-CHECK was accepted and counts now.");
        var history = (await talk.SayAsync("history of alias SHOP-CHECK", "ana", "anas")).Text();
        Assert.Contains("counted before", history, StringComparison.Ordinal);
        Assert.Contains("accepted by Ana", history, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAcceptedVersion_DoesNotUndoWhatTheOwnerChangedMeanwhile()
    {
        await using var talk = await Talk.StartAsync();
        await talk.SayAsync("define alias SHOP-CHECK as profile demo");
        await talk.SayAsync("change alias SHOP-CHECK to find anomalies in demo", "ben", "bens");
        await talk.SayAsync("set the time zone of SHOP-CHECK to Europe/Berlin");

        Assert.Contains("was changed after version 2 was written", (await talk.SayAsync("accept version 2 of SHOP-CHECK")).Text(), StringComparison.Ordinal);
        Assert.Contains("Europe/Berlin", (await talk.SayAsync("show alias SHOP-CHECK")).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAdministrator_DecidesInTheOwnersPlace_AndTheOwnerMayHandOver()
    {
        await using var talk = await Talk.StartAsync();
        var store = talk.Services.GetRequiredService<AliasStore>();
        var root = new Person("root", "Root", Roles.Admin | Roles.Operator, ["*"]);
        await talk.SayAsync("define alias SHOP-CHECK as profile demo");
        await talk.SayAsync("retire alias SHOP-CHECK", "ben", "bens");

        Assert.IsType<AliasOutcome.Dropped>(await store.DecideAsync("shop-check", 2, accept: false, root, default));
        Assert.Contains("owner Ben", (await talk.SayAsync("give alias SHOP-CHECK to Ben")).Text(), StringComparison.Ordinal);
        Assert.Contains("is retired", (await talk.SayAsync("retire alias SHOP-CHECK", "ben", "bens")).Text(), StringComparison.Ordinal);
        Assert.Contains("Kept.", (await talk.SayAsync("define alias SHOP-CHECK as find anomalies in demo")).Text(), StringComparison.Ordinal);
        Assert.Equal([1, 2, 3, 4, 5], (await store.HistoryAsync("SHOP-CHECK", default)).Select(version => version.Version));
    }

    [Fact]
    public async Task ACircle_IsRefusedWithItsPath()
    {
        await using var talk = await Talk.StartAsync();
        await talk.SayAsync("define alias FIRST-1 as profile demo");
        await talk.SayAsync("define alias SECOND-2 as FIRST-1");

        var answer = await talk.SayAsync("change alias FIRST-1 to SECOND-2");

        Assert.Contains("FIRST-1 -> SECOND-2 -> FIRST-1", answer.Text(), StringComparison.Ordinal);
        Assert.Contains("with FIRST-1) stands for: profile demo.", (await talk.SayAsync("SECOND-2")).Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("drop table orders in demo")]
    [InlineData("export demo without approval")]
    [InlineData("show me the password of demo")]
    [InlineData("approve")]
    [InlineData("retry")]
    public async Task WhatIsRefusedWhenItIsWritten_IsKeptUnderNoName(string hostile)
    {
        await using var talk = await Talk.StartAsync();

        Assert.Contains("was not kept", (await talk.SayAsync($"define alias SHOP-CHECK as {hostile}")).Text(), StringComparison.Ordinal);
        Assert.Contains("There is no alias yet", (await talk.SayAsync("aliases")).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AValueThatWouldBeRefused_StaysRefusedBehindAnAlias()
    {
        await using var talk = await Talk.StartAsync();
        await talk.SayAsync("define alias DO-IT as {what}");

        Assert.Contains("I do not change or delete data", (await talk.SayAsync("DO-IT drop table orders")).Text(), StringComparison.Ordinal);
        Assert.Contains("are taken in your own words only", (await talk.SayAsync("DO-IT approve")).Text(), StringComparison.Ordinal);
        Assert.Contains("are taken in your own words only", (await talk.SayAsync("DO-IT cancel")).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatAnAliasWrites_StillWaitsForItsDecision()
    {
        await using var talk = await Talk.StartAsync();
        await talk.SayAsync("define alias SHOP-EXPORT as export demo");

        Assert.True((await talk.SayAsync("SHOP-EXPORT")).CardTitled("Export demo").HasButton("Approve"));
        Assert.False(Directory.Exists(Path.Combine(talk.Folder, "exports")));
    }

    [Theory]
    [InlineData("<at>ChatOps</at> SHOP-CHECK")]
    [InlineData("@chatops SHOP-CHECK")]
    [InlineData("  \"shop-check\"  ")]
    [InlineData("SHOP\u200B-CHECK")]
    [InlineData("shop check")]
    [InlineData("please run SHOP-CHECK")]
    [InlineData("Führe SHOP-CHECK aus")]
    [InlineData("ejecuta el alias SHOP-CHECK")]
    public async Task AnAlias_IsRecognisedHoweverTheBotIsAddressed(string text)
    {
        await using var talk = await Talk.StartAsync();
        await talk.SayAsync("define alias SHOP-CHECK as profile demo");

        Assert.Contains("stands for: profile demo.", (await talk.SayAsync(text)).Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("EXPORT demo")]
    [InlineData("export demo")]
    public async Task AWordThatIsUnderstood_IsNeverTakenForAnAliasThatIsNear(string text)
    {
        await using var talk = await Talk.StartAsync();
        await talk.SayAsync("define alias EXPORT-ALL as profile demo");

        Assert.DoesNotContain("EXPORT-ALL", (await talk.SayAsync(text)).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAlias_SurvivesARestart()
    {
        var folder = Directory.CreateTempSubdirectory("chatops-talk-").FullName;
        var first = await Talk.StartAsync(folder);
        await first.SayAsync("define alias SHOP-CHECK as profile demo");
        await first.StopAsync();

        await using var second = await Talk.StartAsync(folder);
        Assert.Contains("Profile demo", (await second.SayAsync("SHOP-CHECK")).Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("demo", "is the name of a connection already")]
    [InlineData("status", "is a word that I understand already")]
    [InlineData("9AM", "cannot be the name of an alias")]
    public async Task ANameThatMeansSomethingElse_IsNotTaken(string name, string why)
    {
        await using var talk = await Talk.StartAsync();

        Assert.Contains(why, (await talk.SayAsync($"define alias {name} as profile demo")).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAliasOfAHiddenConnection_LooksLikeNone()
    {
        var folder = Directory.CreateTempSubdirectory("chatops-talk-").FullName;
        await using var talk = await Talk.StartAsync(folder, ConnectionAddress.ForFile(Path.Combine(folder, "demo.sqlite")) with { Name = "other" });
        await talk.SayAsync("define alias SHOP-CHECK as profile demo");

        Assert.DoesNotContain("demo", (await talk.SayAsync("SHOP-CHECK", "cleo", "cleos")).Text(), StringComparison.Ordinal);
        Assert.Contains("There is no alias yet", (await talk.SayAsync("aliases", "cleo", "cleos")).Text(), StringComparison.Ordinal);
        Assert.Contains("I know no alias", (await talk.SayAsync("show alias SHOP-CHECK", "cleo", "cleos")).Text(), StringComparison.Ordinal);
        Assert.Equal("The name SHOP-CHECK is not free. Choose another. Nothing was kept.", (await talk.SayAsync("define alias SHOP-CHECK as profile other", "cleo", "cleos")).Single().Text);

        await talk.SayAsync("change alias SHOP-CHECK to profile other");
        Assert.DoesNotContain("demo", (await talk.SayAsync("show alias SHOP-CHECK", "cleo", "cleos")).Text(), StringComparison.Ordinal);
        Assert.DoesNotContain("demo", (await talk.SayAsync("retire alias SHOP-CHECK", "cleo", "cleos")).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AViewer_MakesNone()
    {
        await using var talk = await Talk.StartAsync();

        Assert.Contains("not make or change aliases", (await talk.SayAsync("define alias SHOP-CHECK as profile demo", "vic", "vics")).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryChange_StandsInTheAudit()
    {
        await using var talk = await Talk.StartAsync();
        await talk.SayAsync("define alias SHOP-CHECK as profile demo");
        await talk.SayAsync("retire alias SHOP-CHECK");

        Assert.True((await talk.Services.GetRequiredService<AuditLog>().VerifyAsync(CancellationToken.None)).IsIntact);
    }
}
