using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ChatOps.Channels.DirectLine;
using ChatOps.Tests.WebServer;

namespace ChatOps.Tests.DirectLine;

public sealed class UploadTests
{
    [Fact]
    public async Task Upload_TakesTheWords_AndSaysThatFilesAreNotRead()
    {
        await using var host = await WebHost.StartAsync();
        using var client = await host.ConnectAsync();
        using var form = new MultipartFormDataContent { { Activity("validate demo"), "activity" }, { new ByteArrayContent(new byte[5000]), "file", "orders.csv" } };

        using var response = await SendAsync(client, form);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("validate demo", Assert.Single(host.Receiver.Turns).Text);
        var note = (await client.PollAsync())["activities"]!.AsArray()[^1]!["text"]!.GetValue<string>();
        Assert.Contains("do not read files", note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Upload_AboveTheLimit_IsTooLarge(bool inChunks)
    {
        await using var host = await WebHost.StartAsync(new DirectLineOptions { MaxUploadBytes = 1024 * 1024 });
        using var client = await host.ConnectAsync();
        using var form = new MultipartFormDataContent { { Activity("validate demo"), "activity" }, { new ByteArrayContent(new byte[3 * 1024 * 1024]), "file", "orders.csv" } };

        using var response = await SendAsync(client, form, inChunks);

        await Refusals.ExpectAsync(response, HttpStatusCode.RequestEntityTooLarge, "MessageSizeTooBig", "1 MB");
        Assert.Empty(host.Receiver.Turns);
    }

    [Fact]
    public async Task Upload_ThatEndsInTheMiddle_IsABadArgument()
    {
        await using var host = await WebHost.StartAsync();
        using var client = await host.ConnectAsync();
        using var content = new StringContent("--line\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nhalf");
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=line");

        using var response = await SendAsync(client, content);

        await Refusals.ExpectAsync(response, HttpStatusCode.BadRequest, "BadArgument", "nothing was taken");
    }

    [Fact]
    public async Task Upload_InAnotherForm_IsUnsupported()
    {
        await using var host = await WebHost.StartAsync();
        using var client = await host.ConnectAsync();
        using var content = new StringContent("{}", Encoding.UTF8, "application/json");

        using var response = await SendAsync(client, content);

        await Refusals.ExpectAsync(response, HttpStatusCode.UnsupportedMediaType, "UnsupportedMediaType", "multipart/form-data");
    }

    private static StringContent Activity(string text) =>
        new($$"""{"type":"message","text":"{{text}}"}""", Encoding.UTF8, "application/vnd.microsoft.activity");

    private static Task<HttpResponseMessage> SendAsync(DirectLineClient client, HttpContent content, bool inChunks = false)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{DirectLineClient.Root}/conversations/{client.ConversationId}/upload") { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", client.Token);
        request.Headers.TransferEncodingChunked = inChunks;
        return client.Http.SendAsync(request);
    }
}
