using System.Text.Json;
using ChatOps.Agents.Models;
using ChatOps.Tests.Conversation;

namespace ChatOps.Tests.Models;

public sealed class SqlAuthorTests
{
    /// <summary>A question that the grammar asks back about.</summary>
    private const string Hard = "how many orders in demo have a total that is a prime number of hundreds, roughly speaking?";

    [Fact]
    public async Task AQuestion_ThatTheGrammarWouldAskAbout_IsAnsweredByTheModelsQuery_WhichIsShown()
    {
        await using var endpoint = await ModelEndpoint.StartAsync();
        endpoint.Say(Answer("DELETE FROM orders")).Say(Answer("SELECT count(*) FROM nowhere")).Say(Answer("SELECT count(*) AS n FROM orders WHERE 1 < 5;"));
        await using var talk = await StartAsync(endpoint);

        var said = string.Join('\n', (await talk.SayAsync(Hard)).Select(message => JsonSerializer.Serialize(message)));

        Assert.Equal(3, endpoint.Requests.Count);
        Assert.Contains("not accepted", endpoint.Requests[1].Prompt, StringComparison.Ordinal);
        Assert.Contains("A language model wrote this query", said, StringComparison.Ordinal);
        Assert.Contains("WHERE 1 \\u003C 5", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ValuesOfPersonalColumns_ReachTheModelMasked()
    {
        await using var endpoint = await ModelEndpoint.StartAsync();
        endpoint.Call("sample_values", """{"table":"customers","column":"email"}""").Say(Answer("SELECT count(*) FROM orders"));
        await using var talk = await StartAsync(endpoint);

        await talk.SayAsync(Hard);

        var sent = endpoint.Requests[1].Json["messages"]!.AsArray()[^1]!.ToJsonString();
        Assert.Contains("data-", sent, StringComparison.Ordinal);
        Assert.Contains("***@***", sent, StringComparison.Ordinal);
        Assert.DoesNotMatch("[a-z]{2,}@", sent);
    }

    [Fact]
    public async Task WithoutAUsableAnswer_TheGrammarAsks()
    {
        await using var endpoint = await ModelEndpoint.StartAsync();
        endpoint.Fail(500);
        await using var talk = await StartAsync(endpoint);

        var said = string.Join('\n', (await talk.SayAsync(Hard)).Select(message => JsonSerializer.Serialize(message)));

        Assert.DoesNotContain("sql.query", said, StringComparison.Ordinal);
        Assert.DoesNotContain("language model wrote", said, StringComparison.Ordinal);
    }

    private static Task<Talk> StartAsync(ModelEndpoint endpoint) =>
        Talk.StartAsync(Directory.CreateTempSubdirectory("chatops-author-").FullName, new ModelOptions { Address = endpoint.Address, Name = "author" });

    private static object Answer(string sql) => new { outcome = "answer", sql, explanation = (string?)null, question = (string?)null, choices = Array.Empty<string>(), reason = (string?)null };
}
