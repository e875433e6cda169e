using System.Text.Json;
using ChatOps.Agents.Models;
using ChatOps.Cards;
using ChatOps.Conversation;
using ChatOps.Database.Checks.RuleFiles;
using ChatOps.Database.Connections;
using ChatOps.Database.Migration.Planning;
using ChatOps.Pipelines.State;
using ChatOps.Reports;
using ChatOps.Tests.Conversation;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Tests.Models;

/// <summary>What specialists propose: tried before it is shown, kept only where somebody presses.</summary>
public sealed class ProposalTests
{
    [Fact]
    public async Task WithoutAModel_ChecksAreReadOffTheRows_AndAPressKeepsThemAsAFile()
    {
        await using var talk = await Talk.StartAsync(SmallShop.MakeFolder());

        var card = Card(await talk.SayAsync("suggest checks for demo"));

        Assert.Contains("holds today", Text(card), StringComparison.Ordinal);
        Assert.DoesNotContain("language model", Text(card), StringComparison.Ordinal);
        Assert.Empty(Kept(talk, "rules"));

        var viewer = Said(await talk.PressAsync(Keep(card), "vic"));
        var stranger = Said(await talk.PressAsync(Keep(card), "cleo"));
        var forged = Said(await talk.PressAsync(Keep(card) with { Hash = new string('0', 64) }));
        Assert.Empty(Kept(talk, "rules"));
        Assert.All([viewer, stranger, forged], said => Assert.Contains("nothing was kept", said, StringComparison.Ordinal));

        var kept = Said(await talk.PressAsync(Keep(card)));
        await talk.PressAsync(Keep(card));

        var file = Assert.Single(Kept(talk, "rules"));
        Assert.Contains(Path.GetFileName(file), kept, StringComparison.Ordinal);
        RuleFile.Parse(await File.ReadAllTextAsync(file), file);
        Assert.True((await talk.Services.GetRequiredService<AuditLog>().VerifyAsync(CancellationToken.None)).IsIntact);
    }

    [Fact]
    public async Task TheModelsChecks_StandBehindTheOthers_EachCountedOnTheRows_AndMarkedInTheFile()
    {
        await using var endpoint = await ModelEndpoint.StartAsync();
        endpoint.Say(Propose([Check("orders", "total", "condition: \"1 = 1\""), Check("orders", "total", "range: { min: 0 }")]))
            .Say(Propose([Check("orders", "total", "range: { min: 0, max: 500 }", "Totals of 98765 are odd. Nothing costs less than nothing."), Check("orders", "nowhere", "not-null")], [Fix("customers", "city", "trim"), Fix("codes", "code", "trim"), Fix("orders", null, "drop-orphans")]));
        await using var talk = await StartAsync(endpoint);

        var said = await talk.SayAsync("suggest checks for demo");

        var text = Text(Card(said));
        Assert.Contains("cannot be read", endpoint.Requests[1].Prompt, StringComparison.Ordinal);
        Assert.Contains("range: { min: 0, max: 500 }", text, StringComparison.Ordinal);
        Assert.Contains("2 cases", text, StringComparison.Ordinal);
        Assert.Contains("Nothing costs less than nothing.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("98765", text, StringComparison.Ordinal);
        Assert.Contains("A proposal that cannot be used: orders", text, StringComparison.Ordinal);
        Assert.Contains("Proposed by the language model proposer", text, StringComparison.Ordinal);
        Assert.True(text.IndexOf("holds today", StringComparison.Ordinal) < text.IndexOf("Proposed by the language model", StringComparison.Ordinal));
        Assert.Contains("customers (city)", text, StringComparison.Ordinal);
        Assert.DoesNotContain("codes (code)\",\"trim", text, StringComparison.Ordinal);

        await talk.PressAsync(Keep(Card(said)));
        var file = await File.ReadAllTextAsync(Assert.Single(Kept(talk, "rules")));
        Assert.Contains("# Proposed by the language model proposer; 2 cases break it today.", file, StringComparison.Ordinal);
        RuleFile.Parse(file, "kept");

        await talk.PressAsync(Keep(Card(said)));
        Assert.Single(Kept(talk, "rules"));
    }

    [Fact]
    public async Task Keys_AreProvenByACount_AndOnlyKeysMayBeProposed()
    {
        await using var endpoint = await ModelEndpoint.StartAsync();
        endpoint.Say(Propose([Check("orders", "total", "range: { min: 0 }")])).Say(Propose([Check("codes", "customer", "references: customers.id"), Check("codes", "note", "unique")]));
        await using var talk = await StartAsync(endpoint);

        var text = Text(Card(await talk.SayAsync("suggest keys for demo")));

        Assert.Contains("none of key, unique, references", endpoint.Requests[1].Prompt, StringComparison.Ordinal);
        Assert.Matches(@"codes \(customer\)"",""references: customers\.id"",""nothing""", text);
        Assert.Matches(@"codes \(note\)"",""unique"",""40 cases""", text);
    }

    [Fact]
    public async Task ChoicesForAMigration_AreTriedInAPlanOfAllOfIt_AndNothingIsMade()
    {
        await using var endpoint = await ModelEndpoint.StartAsync();
        endpoint.Say(Propose([], [Fix("customers", "city", "trim"), Fix("orders", "total", "type", "TEXT")]));
        var folder = SmallShop.MakeFolder();
        var copy = Path.Combine(folder, "copy.sqlite");
        await File.WriteAllBytesAsync(copy, []);
        await using var talk = await StartAsync(endpoint, folder, ConnectionAddress.ForFile(Path.Combine(folder, "demo.sqlite")) with { Name = "demo" }, ConnectionAddress.ForFile(copy) with { Name = "copy", Writer = new Secret(copy) });

        var card = Card(await talk.SayAsync("suggest overrides for migrating demo to copy"));

        Assert.Contains("orders.total becomes TEXT", Text(card), StringComparison.Ordinal);
        Assert.Matches(@"Rows that will be rejected: \d+ without them, \d+ with them", Text(card));
        Assert.Equal(0, new FileInfo(copy).Length);
        Assert.Empty(Kept(talk, "migrations"));

        await talk.PressAsync(Keep(card));
        OverrideFile.Parse(await File.ReadAllTextAsync(Assert.Single(Kept(talk, "migrations"))), "kept");
        Assert.Equal(0, new FileInfo(copy).Length);
    }

    [Theory]
    [InlineData(503, "cannot be reached|failed")]
    [InlineData(429, "too often")]
    public async Task WithoutTheModel_TheRulesOwnProposalsStand_AndItIsSaid(int status, string told)
    {
        await using var endpoint = await ModelEndpoint.StartAsync();
        endpoint.Fail(status);
        await using var talk = await StartAsync(endpoint);

        var text = Text(Card(await talk.SayAsync("schlage Prüfungen für demo vor")));

        Assert.Contains("holds today", text, StringComparison.Ordinal);
        Assert.Matches(told, text);
        Assert.Contains("proposals without it", text, StringComparison.Ordinal);
        var call = (await talk.Services.GetRequiredService<ModelCalls>().ReadAsync(1, CancellationToken.None))[0];
        Assert.Equal(("data-quality-checks", true), (call.Agent, call.IsFallback));
    }

    [Theory]
    [InlineData("suggest checks for nosuch", "ana")]
    [InlineData("suggest keys for demo", "cleo")]
    public async Task AConnection_ThatIsNotThereForThePerson_IsUnknown(string text, string who)
    {
        await using var talk = await Talk.StartAsync(SmallShop.MakeFolder());

        Assert.Contains("I know no connection named", Said(await talk.SayAsync(text, who)), StringComparison.Ordinal);
    }

    private static object Check(string table, string? column, string check, string because = "It is meant.") => new { table, column, check, because };

    private static object Fix(string table, string? column, string choice, string? argument = null) => new { table, column, choice, argument, because = "It helps." };

    private static object Propose(object[] checks, object[]? choices = null) => new { checks, choices = choices ?? [] };

    private static Task<Talk> StartAsync(ModelEndpoint endpoint, string? folder = null, params DatabaseConnection[] connections) =>
        Talk.StartAsync(folder ?? SmallShop.MakeFolder(), new ModelOptions { Address = endpoint.Address, Name = "proposer" }, connections);

    private static Card Card(IReadOnlyList<OutgoingMessage> said) => said.Last(message => message.Card is { } card && card.Actions.OfType<CardAction.Submit>().Any(action => action.Payload.Verb == ProposalKeeping.Verb)).Card!;

    private static ActionPayload Keep(Card card) => card.Actions.OfType<CardAction.Submit>().Single(action => action.Payload.Verb == ProposalKeeping.Verb).Payload;

    private static string Text(Card card) => JsonSerializer.Serialize(card, ReportJson.Options).Replace("\n", "", StringComparison.Ordinal).Replace("  ", "", StringComparison.Ordinal).Replace("\", \"", "\",\"", StringComparison.Ordinal);

    private static string Said(IReadOnlyList<OutgoingMessage> said) => string.Join('\n', said.Select(message => message.Text));

    private static string[] Kept(Talk talk, string folder) => Directory.Exists(Path.Combine(talk.Folder, folder)) ? Directory.GetFiles(Path.Combine(talk.Folder, folder)) : [];
}
