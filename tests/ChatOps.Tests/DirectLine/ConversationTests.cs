using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using ChatOps.Channels.DirectLine;
using ChatOps.Conversation;
using ChatOps.Tests.WebServer;

namespace ChatOps.Tests.DirectLine;

public sealed class ConversationTests
{
    [Fact]
    public async Task Message_IsEchoedWithTheClientsMark_AndAnswered()
    {
        await using var host = await WebHost.StartAsync();
        using var client = await host.ConnectAsync();
        using var stream = await client.OpenAsync();

        var id = await client.SayAsync("validate demo", "mark-1");

        var echo = (await stream.NextAsync())!;
        var answer = await stream.UntilAsync("Heard: validate demo");
        Assert.Equal(id, echo["id"]!.GetValue<string>());
        Assert.Equal("mark-1", echo["channelData"]!["clientActivityID"]!.GetValue<string>());
        Assert.Equal("user", echo["from"]!["role"]!.GetValue<string>());
        Assert.Equal("bot", answer["from"]!["role"]!.GetValue<string>());
        Assert.Equal("plain", answer["textFormat"]!.GetValue<string>());
        var turn = Assert.Single(host.Receiver.Turns);
        Assert.Equal(("web", "local", "validate demo", client.ConversationId), (turn.Channel, turn.Identity, turn.Text, turn.ConversationId));
        Assert.NotNull(turn.SignedInAt);
    }

    [Fact]
    public async Task Sender_IsTheTokens_WhateverTheMessageSays()
    {
        await using var host = await WebHost.StartAsync();
        using var client = await host.ConnectAsync();

        await client.SayAsync("hello");

        var echo = (await client.PollAsync())["activities"]!.AsArray().Single(one => one!["text"]!.GetValue<string>() == "hello")!;
        Assert.Equal("local", echo["from"]!["id"]!.GetValue<string>());
        Assert.Equal("local", Assert.Single(host.Receiver.Turns).Identity);
    }

    [Fact]
    public async Task Start_Twice_IsOneConversation()
    {
        await using var host = await WebHost.StartAsync();
        using var client = await host.ConnectAsync();

        using var again = await DirectLineClient.SendAsync(client.Http, HttpMethod.Post, "/conversations", client.Token);

        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(client.ConversationId, (await again.Content.ReadFromJsonAsync<JsonNode>())!["conversationId"]!.GetValue<string>());
    }

    [Fact]
    public async Task Start_FirstTime_IsCreated_WithAStreamAndAnExpiry()
    {
        await using var host = await WebHost.StartAsync();
        using var browser = await host.SignInAsync();
        var token = (await DirectLineClient.GenerateAsync(browser))["token"]!.GetValue<string>();

        using var response = await DirectLineClient.SendAsync(browser, HttpMethod.Post, "/conversations", token);

        var started = (await response.Content.ReadFromJsonAsync<JsonNode>())!;
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal(1800, started["expires_in"]!.GetValue<int>());
        Assert.StartsWith($"ws://{host.Address.Authority}/v3/directline/conversations/", started["streamUrl"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Poll_FromAWatermark_GivesOnlyWhatCameLater()
    {
        await using var host = await WebHost.StartAsync();
        using var client = await host.ConnectAsync();
        await client.SayAsync("one");
        var first = await client.PollAsync();

        await client.SayAsync("two");
        var second = await client.PollAsync(first["watermark"]!.GetValue<string>());
        var third = await client.PollAsync(second["watermark"]!.GetValue<string>());

        Assert.Equal(["one", "Heard: one"], Texts(first));
        Assert.Equal(["two", "Heard: two"], Texts(second));
        Assert.Empty(Texts(third));
    }

    [Fact]
    public async Task Reconnect_FromTheLastWatermark_LosesNothingAndRepeatsNothing()
    {
        await using var host = await WebHost.StartAsync();
        using var client = await host.ConnectAsync();
        var seen = new List<string>();
        var address = client.StreamUrl;
        for (var round = 0; round < 5; round++)
        {
            using var stream = await client.OpenAsync(address);
            await client.SayAsync($"shown {round}");
            JsonNode activity;
            do
            {
                activity = (await stream.NextAsync())!;
                seen.Add(activity["text"]!.GetValue<string>());
            }
            while (seen[^1] != $"Heard: shown {round}");
            stream.Socket.Abort();
            await client.SayAsync($"missed {round}");
            address = await client.ReconnectAsync(stream.Watermark);
        }

        using var last = await client.OpenAsync(address);
        seen.Add((await last.NextAsync())!["text"]!.GetValue<string>());
        seen.Add((await last.NextAsync())!["text"]!.GetValue<string>());
        var expected = Enumerable.Range(0, 5).SelectMany(round => new[] { $"shown {round}", $"missed {round}" })
            .SelectMany(text => new[] { text, $"Heard: {text}" });
        Assert.Equal(expected, seen);
    }

    [Fact]
    public async Task MessageWithAKnownId_ReplacesTheShownOne_AndTheWatermarkAdvances()
    {
        await using var host = await WebHost.StartAsync();
        using var client = await host.ConnectAsync();
        using var stream = await client.OpenAsync();
        await host.Port.DeliverAsync(Message(client, "card-1", "running"), CancellationToken.None);
        var first = (await stream.NextAsync())!;
        var before = stream.Watermark;

        await host.Port.DeliverAsync(Message(client, "card-1", "done"), CancellationToken.None);
        var second = (await stream.NextAsync())!;

        Assert.Equal("done", second["text"]!.GetValue<string>());
        Assert.Equal(first["id"]!.GetValue<string>(), second["id"]!.GetValue<string>());
        Assert.Equal(first["timestamp"]!.GetValue<string>(), second["timestamp"]!.GetValue<string>());
        Assert.NotEqual(before, stream.Watermark);
        Assert.Equal(["done"], Texts(await client.PollAsync()));
        Assert.Equal(["done"], Texts(await client.PollAsync(before)));
    }

    [Fact]
    public async Task SameMessageDeliveredTwice_ChangesNothing()
    {
        await using var host = await WebHost.StartAsync();
        using var client = await host.ConnectAsync();
        await host.Port.DeliverAsync(Message(client, "card-1", "done"), CancellationToken.None);
        var before = await client.PollAsync();

        await host.Port.DeliverAsync(Message(client, "card-1", "done"), CancellationToken.None);

        Assert.Equal(before.ToJsonString(), (await client.PollAsync()).ToJsonString());
    }

    [Fact]
    public async Task RetriedPost_HasTheSameId_AndIsOneTurn()
    {
        await using var host = await WebHost.StartAsync();
        using var client = await host.ConnectAsync();

        var first = await client.SayAsync("export demo", "mark-7");
        var second = await client.SayAsync("export demo", "mark-7");
        var other = await client.SayAsync("export demo", "mark-8");

        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
        Assert.Equal(2, host.Receiver.Turns.Count);
        Assert.Equal(4, Texts(await client.PollAsync()).Count());
    }

    [Fact]
    public async Task RefusedTurn_IsNotShownAsSent_AndTheAnswerNamesAnIncident()
    {
        await using var host = await WebHost.StartAsync();
        using var client = await host.ConnectAsync();
        host.Receiver.Failure = new InvalidOperationException("secret detail");

        using var response = await client.PostAsync(new { type = "message", text = "validate demo" });

        var answer = await response.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.DoesNotContain("secret detail", answer, StringComparison.Ordinal);
        Assert.Contains("incident", answer, StringComparison.Ordinal);
        Assert.Contains(host.Log.Lines, line => line.Contains("secret detail", StringComparison.Ordinal));
        Assert.Empty(Texts(await client.PollAsync()));
    }

    [Fact]
    public async Task Restart_KeepsTheConversationAndItsTokens()
    {
        using var folder = new DataFolder();
        var first = await WebHost.StartAsync(folder: folder);
        using var client = await first.ConnectAsync();
        await client.SayAsync("before");
        await first.DisposeAsync();

        await using var second = await WebHost.StartAsync(folder: folder, port: client.Http.BaseAddress!.Port);

        await client.SayAsync("after");
        Assert.Equal(["before", "Heard: before", "after", "Heard: after"], Texts(await client.PollAsync()));
    }

    [Fact]
    public async Task Token_ForANamedConversation_IsGivenToItsPersonOnly()
    {
        await using var host = await WebHost.StartAsync();
        using var mine = await host.ConnectAsync();
        using var mineAgain = await host.SignInAsync();
        using var other = await host.SignInAsync("eve");

        var known = await DirectLineClient.GenerateAsync(mineAgain, mine.ConversationId);
        var foreign = await DirectLineClient.GenerateAsync(other, mine.ConversationId);

        Assert.Equal(mine.ConversationId, known["conversationId"]!.GetValue<string>());
        Assert.NotEqual(mine.ConversationId, foreign["conversationId"]!.GetValue<string>());
    }

    [Fact]
    public async Task Typing_IsTakenAndKeptNowhere_AndAnEventIsNoTurn()
    {
        await using var host = await WebHost.StartAsync();
        using var client = await host.ConnectAsync();

        using var typing = await client.PostAsync(new { type = "typing" });
        using var joined = await client.PostAsync(new { type = "event", name = "webchat/join" });

        Assert.Equal(HttpStatusCode.OK, typing.StatusCode);
        Assert.Equal(HttpStatusCode.OK, joined.StatusCode);
        Assert.Empty(host.Receiver.Turns);
        Assert.Equal("event", Assert.Single((await client.PollAsync())["activities"]!.AsArray())!["type"]!.GetValue<string>());
    }

    [Fact]
    public async Task Stream_ToleratesEmptyKeepAlives()
    {
        await using var host = await WebHost.StartAsync();
        using var client = await host.ConnectAsync();
        using var stream = await client.OpenAsync();

        await stream.Socket.SendAsync(Array.Empty<byte>(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        await client.SayAsync("still here?");

        await stream.UntilAsync("Heard: still here?");
    }

    [Fact]
    public async Task ReaderThatTakesNothing_HoldsNobodyBack()
    {
        await using var host = await WebHost.StartAsync();
        using var client = await host.ConnectAsync();
        using var stuck = await client.OpenAsync();
        using var stream = await client.OpenAsync();
        var large = new string('x', 20_000);

        for (var i = 0; i < 300; i++)
            await host.Port.DeliverAsync(Message(client, $"m-{i}", $"{i} {large}"), CancellationToken.None);

        Assert.Equal($"299 {large}", (await stream.UntilAsync($"299 {large}"))["text"]!.GetValue<string>());
    }

    [Fact]
    public async Task Stream_OneTooMany_IsRefused()
    {
        await using var host = await WebHost.StartAsync(new DirectLineOptions { StreamsPerConversation = 1 });
        using var client = await host.ConnectAsync();
        using var stream = await client.OpenAsync();

        var refused = await Assert.ThrowsAsync<WebSocketException>(() => client.OpenAsync());

        Assert.Contains("429", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shutdown_SaysGoodbyeToStreams()
    {
        var host = await WebHost.StartAsync();
        using var client = await host.ConnectAsync();
        using var stream = await client.OpenAsync();
        var reading = stream.NextAsync();

        await host.DisposeAsync();

        Assert.Null(await reading);
        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, stream.CloseStatus);
    }

    private static OutgoingMessage Message(DirectLineClient client, string id, string text) => new(id, client.ConversationId, text, null, []);

    private static IEnumerable<string> Texts(JsonNode batch) => batch["activities"]!.AsArray().Select(activity => activity!["text"]!.GetValue<string>());
}
