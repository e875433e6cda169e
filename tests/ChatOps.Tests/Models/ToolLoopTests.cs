using System.ComponentModel;
using System.Text.Json;
using ChatOps.Agents.Models;
using ChatOps.Pipelines.State;
using Microsoft.Extensions.AI;

namespace ChatOps.Tests.Models;

public sealed class ToolLoopTests
{
    private static readonly JsonElement Schema = JsonDocument.Parse("""{"type":"object"}""").RootElement;

    private static readonly Dictionary<string, string> Variables = new() { ["connection"] = "demo", ["dialect"] = "sqlite", ["schema"] = "[]", ["question"] = "\"How many?\"" };

    [Fact]
    public async Task ATool_IsCalled_AndItsAnswerIsMarkedAsData()
    {
        await using var world = await ModelWorld.StartAsync();
        world.Endpoint.Call("count_rows", """{"table":"orders"}""").Say(new { rows = "7" });

        var answer = await AskAsync(world, 8);

        Assert.Equal("7", answer.Answer);
        var tool = world.Endpoint.Requests[1].Json["messages"]!.AsArray()[^1]!;
        Assert.Equal("tool", tool["role"]!.GetValue<string>());
        Assert.Matches("^<data-[0-9a-f]{16}>\n7\n</data-[0-9a-f]{16}>$", Text(tool));
    }

    [Fact]
    public async Task ATool_OutsideTheList_IsRefusedAndAudited_AndTheAnswerGoesOn()
    {
        await using var world = await ModelWorld.StartAsync();
        world.Endpoint.Call("drop_table", """{"table":"orders"}""").Say(new { rows = "none" });

        var answer = await AskAsync(world, 8);

        Assert.Equal("none", answer.Answer);
        Assert.StartsWith("Refused", Text(world.Endpoint.Requests[1].Json["messages"]!.AsArray()[^1]!), StringComparison.Ordinal);
        Assert.True((await world.Audit.VerifyAsync(CancellationToken.None)).IsIntact);
        Assert.Contains("drop_table", await world.AuditTextAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not json", "not JSON")]
    [InlineData("""{"table":"secret"}""", "It failed")]
    public async Task ACall_ThatFails_IsToldWithoutDetails(string arguments, string told)
    {
        await using var world = await ModelWorld.StartAsync();
        world.Endpoint.Call("count_rows", arguments).Say(new { rows = "7" });

        await AskAsync(world, 8);

        var text = Text(world.Endpoint.Requests[1].Json["messages"]!.AsArray()[^1]!);
        Assert.Contains(told, text, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AModel_ThatNeverAnswers_IsStopped()
    {
        await using var world = await ModelWorld.StartAsync();
        world.Endpoint.Call("count_rows", """{"table":"orders"}""");

        var answer = await AskAsync(world, 2);

        Assert.Equal(ModelProblem.Unusable, answer.Problem!.Problem);
        Assert.InRange(world.Endpoint.Requests.Count, 3, 14);
        Assert.Contains("all of your 2 calls", Text(world.Endpoint.Requests[^1].Json["messages"]!.AsArray()[^1]!), StringComparison.Ordinal);
    }

    private static Task<ModelAnswer<string>> AskAsync(ModelWorld world, int mostCalls)
    {
        static string CountRows([Description("The table.")] string table) => table == "orders" ? "7" : throw new InvalidOperationException("hidden detail");
        var contract = new AnswerContract<string>("answer", Schema, (json, _) => Task.FromResult(
            json.TryGetProperty("rows", out var rows) ? Checked<string>.Of(rows.GetString()!) : Checked<string>.Wrong("\"rows\" is missing.")));
        return world.Agent.AskAsync("sql-developer", Variables, contract, new ModelTools([AIFunctionFactory.Create((string table) => int.Parse(CountRows(table), System.Globalization.CultureInfo.InvariantCulture), "count_rows", "Counts rows.")], mostCalls), CancellationToken.None);
    }

    private static string Text(System.Text.Json.Nodes.JsonNode message) => message["content"] is System.Text.Json.Nodes.JsonArray parts ? parts[0]!["text"]!.GetValue<string>() : message["content"]!.GetValue<string>();
}
