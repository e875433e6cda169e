using System.Text.Json.Nodes;
using ChatOps.Tests.WebServer;

namespace ChatOps.Tests.DirectLine;

public sealed class ForgettingTests
{
    [Fact]
    public async Task AForgottenConversation_IsEmptyForWhoeverReadsItAgain_AndGoesOnAfterIt()
    {
        await using var host = await WebHost.StartAsync();
        using var client = await host.ConnectAsync();
        using var other = await host.ConnectAsync();
        await client.SayAsync("before");
        await other.SayAsync("elsewhere");
        var watermark = (await client.PollAsync())["watermark"]!.GetValue<string>();

        await host.Port.ForgetAsync(client.ConversationId, CancellationToken.None);

        Assert.Empty(Texts(await client.PollAsync()));
        Assert.Equal(["elsewhere", "Heard: elsewhere"], Texts(await other.PollAsync()));
        await client.SayAsync("after");
        Assert.Equal(["after", "Heard: after"], Texts(await client.PollAsync(watermark)));
    }

    private static IEnumerable<string> Texts(JsonNode set) => set["activities"]!.AsArray().Select(one => one!["text"]!.GetValue<string>());
}
