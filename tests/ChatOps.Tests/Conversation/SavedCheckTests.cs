using ChatOps.Cards;
using ChatOps.Pipelines.State;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Tests.Conversation;

public sealed class SavedCheckTests
{
    private const string Question = "how many orders are there per status in demo?";

    [Fact]
    public async Task AnAnswer_BecomesACheck_OnceTheCardWithItsQueryIsPressed_AndRunsByItsName()
    {
        await using var talk = await Talk.StartAsync();
        await talk.SayAsync(Question);

        var asked = await talk.SayAsync("save that as a check called order-statuses expecting no rows");
        var before = File.Exists(PathOf(talk, "order-statuses"));
        var saved = await talk.PressAsync(asked.CardTitled("Save the check order-statuses").Button("Save"));
        var ran = (await talk.SayAsync("check demo with order-statuses")).Text();

        Assert.False(before);
        Assert.Contains("GROUP BY", asked.Text(), StringComparison.Ordinal);
        Assert.Contains("check demo with order-statuses", saved.Text(), StringComparison.Ordinal);
        Assert.Contains("order-statuses", ran, StringComparison.Ordinal);
        Assert.Contains("1 error", ran, StringComparison.Ordinal);
        Assert.Equal(1, await EntriesAsync(talk));
    }

    [Fact]
    public async Task TheButtonBelowAnAnswer_OffersACheckByTheNameOfItsQuestion()
    {
        await using var talk = await Talk.StartAsync();
        var answer = (await talk.SayAsync(Question)).CardTitled(Question);

        var asked = await talk.PressAsync(answer.Button("Save as check"));

        Assert.Contains("how-many-orders", asked.CardTitled("Save the check").Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RowsThatAreAllowed_DoNotFailTheCheck()
    {
        await using var talk = await Talk.StartAsync();
        await talk.SayAsync("wie viele Kunden hat demo?");

        var asked = await talk.SayAsync("speichere das als Prüfung namens kunden mit höchstens 1 Zeile");
        await talk.PressAsync(asked.CardTitled("Save the check kunden").Button("Save"));

        Assert.DoesNotContain("1 error", (await talk.SayAsync("prüfe demo mit kunden")).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ANameThatIsTaken_IsRefused_UnlessItIsToBeReplaced()
    {
        await using var talk = await Talk.StartAsync();
        await talk.SayAsync(Question);
        await talk.PressAsync((await talk.SayAsync("save that as a check called twice")).CardTitled("Save the check").Button("Save"));
        var first = File.ReadAllText(PathOf(talk, "twice"));
        await talk.SayAsync("wie viele Kunden hat demo?");

        var refused = (await talk.SayAsync("save that as a check called twice")).Text();
        var kept = File.ReadAllText(PathOf(talk, "twice"));
        await talk.PressAsync((await talk.SayAsync("replace the check twice with that")).CardTitled("Replace the check").Button("Replace"));

        Assert.Contains("already", refused, StringComparison.Ordinal);
        Assert.Equal(first, kept);
        Assert.NotEqual(first, File.ReadAllText(PathOf(talk, "twice")));
    }

    [Fact]
    public async Task WhoMayOnlyLook_AndWhoeverForgesAPress_SavesNothing()
    {
        await using var talk = await Talk.StartAsync();
        await talk.SayAsync(Question);
        var press = (await talk.SayAsync("save that as a check called mine")).CardTitled("Save the check").Button("Save");

        var looked = (await talk.PressAsync(press, "vic")).Text();
        await talk.PressAsync(press with { Id = press.Id.Replace("mine", "other", StringComparison.Ordinal) });
        await talk.PressAsync(press with { Id = press.Id.Replace("mine", "../mine", StringComparison.Ordinal) });
        await talk.PressAsync(press, "cleo");

        Assert.Contains("operator", looked, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(talk.Folder, "rules")));
        Assert.Equal(0, await EntriesAsync(talk));
    }

    [Fact]
    public async Task WithoutAnAnswer_ThereIsNothingToSave()
    {
        await using var talk = await Talk.StartAsync();

        Assert.Contains("Nothing was saved", (await talk.SayAsync("save that as a check called empty")).Text(), StringComparison.Ordinal);
    }

    private static string PathOf(Talk talk, string name) => Path.Combine(talk.Folder, "rules", $"{name}.yaml");

    private static Task<long> EntriesAsync(Talk talk) =>
        talk.Services.GetRequiredService<StateDatabase>().ReadAsync(database => database.QuerySingle<long>("SELECT count(*) FROM audit WHERE kind = 'check.saved'"), CancellationToken.None);
}
