using ChatOps.Database.Connections;
using ChatOps.Pipelines.State;
using ChatOps.Tests.Conversation;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Tests.Knowledge;

/// <summary>What the bot keeps of a conversation, shown and deleted.</summary>
public sealed class MemoryTests
{
    [Theory]
    [InlineData("What do you remember?", "forget it all")]
    [InlineData("Was hast du dir gemerkt?", "Vergiss dieses Gespräch")]
    [InlineData("¿Qué recuerdas de esta conversación?", "olvida todo")]
    public async Task WhatIsKept_IsShown_AndForgottenWhenSomebodyAsks_InThreeLanguages(string show, string forget)
    {
        await using var talk = await Talk.StartAsync();
        await talk.SayAsync("define alias SHOP-CHECK as profile demo");
        await talk.SayAsync("SHOP-CHECK");

        var kept = (await talk.SayAsync(show)).Text();
        Assert.Contains("Last connection: demo", kept, StringComparison.Ordinal);
        Assert.Contains("Last request: profile demo", kept, StringComparison.Ordinal);
        Assert.Contains("Aliases used: SHOP-CHECK", kept, StringComparison.Ordinal);

        Assert.Contains("I have forgotten this conversation", (await talk.SayAsync(forget)).Text(), StringComparison.Ordinal);

        var after = (await talk.SayAsync(show)).Text();
        Assert.Contains("Last connection: none", after, StringComparison.Ordinal);
        Assert.Contains("Aliases used: none", after, StringComparison.Ordinal);
        Assert.Contains("Nothing has been asked", (await talk.SayAsync("call this SECOND-CHECK")).Text(), StringComparison.Ordinal);
        Assert.Contains("SHOP-CHECK", (await talk.SayAsync("aliases")).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ForgottenWords_StandNowhere_AndTheAuditIsIntact()
    {
        await using var talk = await Talk.StartAsync();
        await talk.SayAsync("zebra forty two");
        await talk.SayAsync("zebra elsewhere", room: "other");
        await talk.SayAsync("profile demo");
        Assert.NotEqual(0, await CountAsync(talk, "zebra forty"));

        await talk.SayAsync("forget this conversation");

        Assert.Equal(0, await CountAsync(talk, "zebra forty"));
        Assert.NotEqual(0, await CountAsync(talk, "zebra elsewhere"));
        Assert.Equal(["room"], talk.Forgotten);
        Assert.True((await talk.Services.GetRequiredService<AuditLog>().VerifyAsync(CancellationToken.None)).IsIntact);
    }

    [Fact]
    public async Task APlanThatWaits_CanStillBeDecidedAfterForgetting()
    {
        await using var talk = await Talk.StartAsync();
        await talk.SayAsync("export demo");

        await talk.SayAsync("forget everything");

        Assert.True((await talk.SayAsync("status")).CardTitled("Export demo").HasButton("Approve"));
        Assert.Contains("Approved", (await talk.SayAsync("approve")).Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("delete everything")]
    [InlineData("delete everything in demo")]
    [InlineData("lösche alles")]
    [InlineData("borra todo")]
    public async Task ToDeleteEverything_IsSaidOfDatabases_AndForgetsNothing(string text)
    {
        await using var talk = await Talk.StartAsync();
        await talk.SayAsync("profile demo");

        Assert.DoesNotContain("I have forgotten", (await talk.SayAsync(text)).Text(), StringComparison.Ordinal);
        Assert.Empty(talk.Forgotten);
    }

    [Fact]
    public async Task SomebodyWhoMayNotSeeAConnection_DoesNotLearnOfItFromTheMemory()
    {
        var folder = Directory.CreateTempSubdirectory("chatops-talk-").FullName;
        await using var talk = await Talk.StartAsync(folder, ConnectionAddress.ForFile(Path.Combine(folder, "demo.sqlite")) with { Name = "other" });
        await talk.SayAsync("profile demo", "ana");

        Assert.DoesNotContain("demo", (await talk.SayAsync("what do you remember", "cleo")).Text(), StringComparison.Ordinal);
    }

    /// <summary>Rows of every table whose columns hold the words.</summary>
    private static Task<long> CountAsync(Talk talk, string words) => talk.Services.GetRequiredService<StateDatabase>().ReadAsync(
        database =>
        {
            var found = 0L;
            foreach (var table in database.Query<string>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'knowledge_passage%'").ToList())
            {
                var columns = database.Query<string>($"SELECT name FROM pragma_table_info('{table}')").ToList();
                found += database.QuerySingle<long>($"SELECT count(*) FROM \"{table}\" WHERE {string.Join(" OR ", columns.Select(column => $"instr(CAST(\"{column}\" AS TEXT), @words) > 0"))}", new { words });
            }

            return found;
        },
        CancellationToken.None);
}
