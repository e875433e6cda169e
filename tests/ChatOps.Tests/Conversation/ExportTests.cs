using ChatOps.Cards;
using ChatOps.Database.Connections;

namespace ChatOps.Tests.Conversation;

public sealed class ExportTests
{
    [Fact]
    public async Task Export_WaitsForADecisionAndWritesNothingBefore()
    {
        await using var talk = await Talk.StartAsync();

        var plan = (await talk.SayAsync("export demo")).CardTitled("Export demo");

        Assert.Equal(["Approve", "Edit", "Reject"], plan.Actions.Select(action => action.Title));
        Assert.False(Directory.Exists(Path.Combine(talk.Folder, "exports")));
    }

    [Fact]
    public async Task Export_Approved_WritesEveryTableAndShowsWhoDecided()
    {
        await using var talk = await Talk.StartAsync();
        var plan = (await talk.SayAsync("export demo")).CardTitled("Export demo");

        var shown = await talk.PressAsync(plan.Button("Approve"));

        Assert.Contains("Approved by Ana", shown.Text(), StringComparison.Ordinal);
        Assert.Contains("Exported demo", shown.Text(), StringComparison.Ordinal);
        Assert.True(File.Exists(Directory.GetFiles(Path.Combine(talk.Folder, "exports"), "manifest.json", SearchOption.AllDirectories).Single()));
        Assert.False(shown.CardTitled("Export demo").HasButton("Approve"));
    }

    [Fact]
    public async Task Export_PressedAgain_ChangesNothing()
    {
        await using var talk = await Talk.StartAsync();
        var approve = (await talk.SayAsync("export demo")).CardTitled("Export demo").Button("Approve");
        await talk.PressAsync(approve);

        var again = await talk.PressAsync(approve, "ben");

        Assert.Contains("Nothing was changed: it was approved by Ana", again.Text(), StringComparison.Ordinal);
        Assert.Single(Directory.GetDirectories(Path.Combine(talk.Folder, "exports")));
    }

    [Fact]
    public async Task Export_Rejected_RunsNothing()
    {
        await using var talk = await Talk.StartAsync();
        await talk.SayAsync("export demo");

        var shown = await talk.SayAsync("reject", "ben");

        Assert.Contains("Rejected by Ben", shown.Text(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(talk.Folder, "exports")));
    }

    [Fact]
    public async Task Export_Edited_IsANewVersionThatNeedsItsOwnDecision()
    {
        await using var talk = await Talk.StartAsync();
        var plan = (await talk.SayAsync("export demo")).CardTitled("Export demo");
        var form = plan.Actions.OfType<CardAction.Form>().Single();
        var choices = (FormField.Choices)form.Fields.Single();
        var only = choices.Options[0];

        var edited = await talk.PressAsync(form.Payload with { Values = new Dictionary<string, string> { [choices.Id] = only.Value } });
        var late = await talk.PressAsync(plan.Button("Approve"));
        var second = edited.Select(message => message.Card).OfType<Card>().Single(card => card.HasButton("Approve"));
        await talk.PressAsync(second.Button("Approve"));

        Assert.Contains("version 2", second.Subtitle, StringComparison.Ordinal);
        Assert.Contains("Nothing was changed", late.Text(), StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(Path.Combine(talk.Folder, "exports"), "*.csv", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task AForgedHash_DecidesNothing()
    {
        await using var talk = await Talk.StartAsync();
        var approve = (await talk.SayAsync("export demo")).CardTitled("Export demo").Button("Approve");

        var shown = await talk.PressAsync(approve with { Hash = new string('0', 64) });

        Assert.Contains("was not counted", shown.Text(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(talk.Folder, "exports")));
    }

    [Theory]
    [InlineData("approve")]
    [InlineData("reject")]
    [InlineData("edit")]
    [InlineData("cancel")]
    [InlineData("retry")]
    [InlineData("launch")]
    public async Task AForgedPayload_IsAnsweredAndDoesNothing(string verb)
    {
        await using var talk = await Talk.StartAsync();

        var shown = await talk.PressAsync(new ActionPayload(verb, "'; DROP TABLE runs; --", "x") { Values = new Dictionary<string, string> { ["tables"] = "0,-1,999999999999,x" } });

        Assert.DoesNotContain("incident", shown.Single().Text, StringComparison.Ordinal);
        Assert.Equal("Nothing has run yet.", (await talk.SayAsync("runs")).Single().Text);
    }

    [Fact]
    public async Task AnUnknownPerson_LearnsHowToBeKnownAndNothingElse()
    {
        await using var talk = await Talk.StartAsync();

        var shown = await talk.SayAsync("connections", "mallory");

        Assert.Contains("test:mallory", shown.Text(), StringComparison.Ordinal);
        Assert.DoesNotContain("demo", shown.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AViewer_MayNotStartARunNorDecide()
    {
        await using var talk = await Talk.StartAsync();
        await talk.SayAsync("export demo");

        await talk.SayAsync("approve", "vic");
        await talk.SayAsync("validate demo", "vic");

        Assert.False(Directory.Exists(Path.Combine(talk.Folder, "exports")));
        Assert.DoesNotContain(talk.Deliveries, message => message.Card?.Title == "Validate demo");
    }

    [Fact]
    public async Task SomebodyElsesConnection_LooksAsIfItWereNotThere()
    {
        var folder = Directory.CreateTempSubdirectory("chatops-talk-").FullName;
        await using var talk = await Talk.StartAsync(folder, ConnectionAddress.ForFile(Path.Combine(folder, "other.sqlite")) with { Name = "other" });
        var approve = (await talk.SayAsync("export demo")).CardTitled("Export demo").Button("Approve");

        Assert.DoesNotContain("demo", (await talk.SayAsync("connections", "cleo")).Text(), StringComparison.Ordinal);
        Assert.Contains("no such request", (await talk.PressAsync(approve, "cleo")).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_OnProd_NeedsAnotherPerson()
    {
        var folder = Directory.CreateTempSubdirectory("chatops-talk-").FullName;
        await using var talk = await Talk.StartAsync(folder, ConnectionAddress.ForFile(Path.Combine(folder, "demo.sqlite"), "prod") with { Name = "live" });
        var approve = (await talk.SayAsync("export live")).CardTitled("Export live").Button("Approve");

        await talk.PressAsync(approve, "ana");
        Assert.False(Directory.Exists(Path.Combine(folder, "exports")));

        await talk.PressAsync(approve, "ben");
        Assert.True(Directory.Exists(Path.Combine(folder, "exports")));
    }

    [Fact]
    public async Task AChangedSchema_VoidsTheDecisionAndAsksAgain()
    {
        await using var talk = await Talk.StartAsync();
        var approve = (await talk.SayAsync("export demo")).CardTitled("Export demo").Button("Approve");
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(talk.Folder, "demo.sqlite")}"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE added_later (id INTEGER PRIMARY KEY)";
            command.ExecuteNonQuery();
        }

        await talk.PressAsync(approve);
        Assert.False(Directory.Exists(Path.Combine(talk.Folder, "exports")));

        var fresh = talk.Deliveries.Last(message => message.Card?.HasButton("Approve") == true).Card!.Button("Approve");
        Assert.NotEqual(approve.Hash, fresh.Hash);
        await talk.PressAsync(fresh);
        Assert.True(Directory.Exists(Path.Combine(talk.Folder, "exports")));
    }
}
