using System.Net;
using System.Text.Json.Nodes;
using ChatOps.Cards;
using ChatOps.Tests.WebServer;

namespace ChatOps.Tests.DirectLine;

public sealed class PressTests
{
    [Fact]
    public async Task Press_WithFormValues_IsATurnWithItsPayload()
    {
        await using var host = await WebHost.StartAsync();
        using var client = await host.ConnectAsync();
        var value = ActionPayloadJson.Write(new ActionPayload("edit", "request-1", "abc") { Values = new Dictionary<string, string> { ["tables"] = "orders,customers" } });

        using var response = await client.PostAsync(new { type = "message", value, channelData = new { postBack = true } });

        var action = Assert.Single(host.Receiver.Turns).Action!;
        Assert.Equal(("edit", "request-1", "abc"), (action.Verb, action.Id, action.Hash));
        Assert.Equal("orders,customers", action.Values["tables"]);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Press_SentAsText_IsAPressToo()
    {
        await using var host = await WebHost.StartAsync();
        using var client = await host.ConnectAsync();

        await client.SayAsync("""{"chatops":{"verb":"approve","id":"request-1","hash":"abc"}}""");

        Assert.Equal("approve", Assert.Single(host.Receiver.Turns).Action!.Verb);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"chatops":5}""")]
    [InlineData("""{"chatops":{"verb":"approve"}}""")]
    [InlineData("""{"chatops":{"verb":["approve"],"id":"x"}}""")]
    [InlineData("""{"chatops":{"verb":"approve","id":"x","hash":{}}}""")]
    [InlineData("""{"chatops":{"verb":"approve","id":"x"},"field.tables":["orders"]}""")]
    public async Task Press_ThatWasForged_IsAnsweredWithASentence_AndIsNoTurn(string value)
    {
        await using var host = await WebHost.StartAsync();
        using var client = await host.ConnectAsync();

        using var response = await client.PostAsync(new { type = "message", value = JsonNode.Parse(value) });

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(host.Receiver.Turns);
        var sentence = (await client.PollAsync())["activities"]!.AsArray()[^1]!["text"]!.GetValue<string>();
        Assert.Contains("nothing was done", sentence, StringComparison.Ordinal);
    }
}
