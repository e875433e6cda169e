using System.Text.Json.Nodes;
using ChatOps.Tests.WebServer;

namespace ChatOps.Tests.DirectLine;

public sealed class LateHandInTests
{
    [Fact]
    public async Task Message_ThatAKillCutOffFromItsTurn_IsAnsweredAtTheNextStart()
    {
        using var folder = new DataFolder();
        await using var killed = await WebHost.StartAsync(folder: folder);
        using var client = await killed.ConnectAsync();
        var gate = new TaskCompletionSource();
        killed.Receiver.Gate = gate.Task;
        var posting = client.SayAsync("validate demo", "mark-1");
        while (killed.Receiver.Deliveries == 0)
            await Task.Delay(5);
        using var left = folder.Copy();

        await using (var next = await WebHost.StartAsync(folder: left))
        {
            using var again = await DirectLineClient.StartAsync(await next.SignInAsync(), client.ConversationId);
            using var stream = await again.OpenAsync();
            await stream.UntilAsync("Heard: validate demo");
            var turn = Assert.Single(next.Receiver.Turns);
            Assert.Equal(("web", "local", "validate demo", client.ConversationId), (turn.Channel, turn.Identity, turn.Text, turn.ConversationId));
            Assert.NotNull(turn.SignedInAt);
            Assert.Equal(["validate demo", "Heard: validate demo"], Texts(await again.PollAsync()));
        }

        gate.SetResult();
        await posting;
        Assert.Equal($"web:{await posting}", Assert.Single(killed.Receiver.Turns).Id);
    }

    [Fact]
    public async Task Message_ThatWasHandedIn_IsNotHandedInAgain()
    {
        using var folder = new DataFolder();
        await using (var first = await WebHost.StartAsync(folder: folder))
        {
            using var client = await first.ConnectAsync();
            await client.SayAsync("one");
        }

        await using var second = await WebHost.StartAsync(folder: folder);
        using var other = await second.ConnectAsync();
        await other.SayAsync("two");

        Assert.Equal(1, second.Receiver.Deliveries);
    }

    private static IEnumerable<string> Texts(JsonNode set) => set["activities"]!.AsArray().Select(one => one!["text"]!.GetValue<string>());
}
