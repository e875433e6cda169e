using System.Net;
using ChatOps.Tests.WebServer;
using Microsoft.Data.Sqlite;
using StateUnavailableException = ChatOps.Pipelines.State.StateUnavailableException;

namespace ChatOps.Tests.DirectLine;

public sealed class StateRefusalTests
{
    [Fact]
    public async Task Message_WhileTheStateTakesNoWrites_Is503WithTheSentence_AndARetryIsOneTurn()
    {
        using var folder = new DataFolder();
        await using var host = await WebHost.StartAsync(folder: folder);
        using var client = await host.ConnectAsync();
        using (var other = new SqliteConnection($"Data Source={Path.Combine(folder.Path, "state.db")};Pooling=False"))
        {
            other.Open();
            using var hold = other.CreateCommand();
            hold.CommandText = "BEGIN IMMEDIATE";
            hold.ExecuteNonQuery();

            using var refused = await PostAsync(client);

            await Refusals.ExpectAsync(refused, HttpStatusCode.ServiceUnavailable, "StateUnavailable", "Nothing of this change was kept");
        }

        Assert.Empty(host.Receiver.Turns);
        using var taken = await PostAsync(client);
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        Assert.Single(host.Receiver.Turns);
    }

    [Fact]
    public async Task Message_WhoseTurnCannotBeKept_Is503_AndIsNotShownAsSent()
    {
        await using var host = await WebHost.StartAsync();
        using var client = await host.ConnectAsync();
        host.Receiver.Failure = new StateUnavailableException("The disk is full. Nothing of this change was kept.", isTransient: true);

        using var refused = await PostAsync(client);

        await Refusals.ExpectAsync(refused, HttpStatusCode.ServiceUnavailable, "StateUnavailable", "The disk is full");
        Assert.Empty((await client.PollAsync())["activities"]!.AsArray());
    }

    private static Task<HttpResponseMessage> PostAsync(DirectLineClient client) =>
        client.PostAsync(new { type = "message", text = "validate demo", channelData = new { clientActivityID = "mark-1" } });
}
