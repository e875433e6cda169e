using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using ChatOps.Tests.Commands;
using ChatOps.Tests.WebServer;

namespace ChatOps.Tests.Rest;

/// <summary>The built program: a server, and beside it the command that lets a colleague in.</summary>
public sealed class SignInCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SignInCommandTests() => File.WriteAllText(_folder.At("appsettings.json"), """
        {
          "People": {
            "Members": [
              { "Id": "admin", "Roles": [ "admin" ], "Connections": [ "*" ], "Identities": [ "web:local" ] },
              { "Id": "m1", "Name": "Maria", "Roles": [ "operator" ], "Connections": [ "*" ], "Identities": [ "terminal:maria", "web:maria" ] },
              { "Id": "m2", "Name": "Otto", "Identities": [ "terminal:otto" ] },
              { "Id": "m3", "Name": "Otto" }
            ]
          }
        }
        """);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("m1")]
    [InlineData("maria")]
    public async Task SignIn_BesideTheServer_LetsAColleagueInOnce(string person)
    {
        var port = FreePort();
        await using var server = new Session(_folder.Path, "serve", "--urls", $"http://127.0.0.1:{port}");
        await server.WaitForAsync("Open http");

        var ended = await Commands.Program.RunAsync(_folder.Path, "sign-in", person);

        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        var link = new Uri(ended.Output.Trim()["Open ".Length..]);
        Assert.Equal(port, link.Port);
        using var colleague = new BrowserHttp(new Uri(link, "/"));
        using var late = new BrowserHttp(new Uri(link, "/"));
        using var first = await colleague.GetAsync(link);
        using var second = await late.GetAsync(link);
        var me = (await colleague.GetFromJsonAsync<JsonNode>(new Uri("/api/session", UriKind.Relative)))!;
        Assert.Equal(("maria", "Maria"), (me["identity"]!.GetValue<string>(), me["name"]!.GetValue<string>()));
        Assert.Empty(late.Cookie);
    }

    [Fact]
    public async Task SignIn_AfterTheServerWasKilled_SaysWhatToDo()
    {
        await using (var server = new Session(_folder.Path, "serve", "--urls", $"http://127.0.0.1:{FreePort()}"))
        {
            await server.WaitForAsync("Open http");
            await server.KillAsync();
        }

        var ended = await Commands.Program.RunAsync(_folder.Path, "sign-in", "maria");

        Assert.True(File.Exists(_folder.At("data", "instance.json")));
        Assert.Equal((2, ""), (ended.ExitCode, ended.Output));
        Assert.Contains("No server runs", ended.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nobody", "Members are: admin, m1, m2, m3")]
    [InlineData("m2", "People:Members:2:Identities")]
    [InlineData("otto", "by its id: m2, m3")]
    [InlineData("maria", "Start it")]
    public async Task SignIn_ThatCannotBe_IsAnsweredWithASentence(string person, string sentence)
    {
        var ended = await Commands.Program.RunAsync(_folder.Path, "sign-in", person);

        Assert.Equal((2, ""), (ended.ExitCode, ended.Output));
        Assert.Contains(sentence, ended.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.At("data")));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
