using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Cards;

namespace ChatOps.Tests.AdaptiveCards;

public sealed class AdaptiveCardTests
{
    private static readonly JsonSerializerOptions Readable = new(AdaptiveCardRenderer.Json) { WriteIndented = true };

    private static readonly Dictionary<string, Card> Samples = new()
    {
        ["plan"] = SampleCards.Plan,
        ["progress"] = SampleCards.Progress,
        ["report"] = SampleCards.Report,
        ["hostile"] = SampleCards.HostileText,
    };

    public static TheoryData<string> Names => [.. Samples.Keys];

    /// <summary>CHATOPS_GOLDEN=write writes the files anew; the difference is then reviewed like code.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public async Task Card_IsDrawnAsItsGoldenFileSays(string name)
    {
        var drawn = AdaptiveCardRenderer.Render(Samples[name]).ToJsonString(Readable).ReplaceLineEndings("\n") + "\n";
        var file = Path.Combine(Here(), "Golden", $"{name}.json");
        if (Environment.GetEnvironmentVariable("CHATOPS_GOLDEN") == "write")
            await File.WriteAllTextAsync(file, drawn);

        Assert.Equal(await File.ReadAllTextAsync(file), drawn);
    }

    [Fact]
    public void HugeCard_StaysBelowTheLimit_SaysWhatIsMissing_AndKeepsItsDecisions()
    {
        var text = AdaptiveCardRenderer.Render(SampleCards.Huge).ToJsonString(AdaptiveCardRenderer.Json);

        Assert.InRange(Encoding.UTF8.GetByteCount(text), 1, AdaptiveCardRenderer.MaxBytes - 1);
        Assert.Contains("... and ", text, StringComparison.Ordinal);
        Assert.Contains("\"verb\":\"approve\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public void FieldWithTooManyChoices_BecomesALine_SoThatNoneIsLost()
    {
        var form = AdaptiveCardRenderer.Render(SampleCards.Huge)["actions"]!.AsArray().Single(action => action!["type"]!.GetValue<string>() == "Action.ShowCard")!;

        var field = form["card"]!["body"]![0]!;
        Assert.Equal("Input.Text", field["type"]!.GetValue<string>());
        Assert.Equal(500, field["value"]!.GetValue<string>().Split(',').Length);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(61)]
    [InlineData(400)]
    public void Table_NamesHowManyRowsItLeavesOut(int rows)
    {
        var card = SampleCards.Plan with { Blocks = [new CardBlock.Table(["a"], [.. Enumerable.Range(0, rows).Select(row => (IReadOnlyList<string>)[$"r{row}"])])] };

        var body = AdaptiveCardRenderer.Render(card)["body"]!.AsArray();

        var drawn = body[1]!["rows"]!.AsArray().Count - 1;
        var rest = body.Count > 2 ? body[2]!["inlines"]![0]!["text"]!.GetValue<string>() : "... and 0 more";
        Assert.Equal($"... and {rows - drawn} more", rest);
    }

    [Fact]
    public void Address_ThatIsNoPage_MakesNoButton()
    {
        Assert.DoesNotContain("Never drawn", AdaptiveCardRenderer.Render(SampleCards.HostileText).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Payload_ComesBackAsItWasWritten()
    {
        var payload = new ActionPayload("edit", "request-1", "abc") { Values = new Dictionary<string, string> { ["tables"] = "a,b", ["chatops"] = "x" } };

        var (read, problem) = ActionPayloadJson.Read(JsonSerializer.SerializeToElement(ActionPayloadJson.Write(payload)));

        Assert.Null(problem);
        Assert.Equal((payload.Verb, payload.Id, payload.Hash), (read!.Verb, read.Id, read.Hash));
        Assert.Equal(payload.Values, read.Values);
    }

    /// <summary>Parses every golden file with the renderer that Web Chat uses, and lists what it has to say.</summary>
    [SkippableFact]
    public async Task RealRenderer_FindsNothingWrongWithAnyGoldenFile()
    {
        var web = Path.GetFullPath(Path.Combine(Here(), "..", "..", "..", "src", "ChatOps.Web"));
        var isMissing = !Directory.Exists(Path.Combine(web, "node_modules", "adaptivecards"));
        Assert.False(isMissing && Environment.GetEnvironmentVariable("CHATOPS_CI") == "1", "The packages of the web app are not installed.");
        Skip.If(isMissing, "The packages of the web app are not installed (it was built with SkipWeb).");
        var start = new ProcessStartInfo("node", [Path.Combine(web, "checks", "cards.mjs"), .. Directory.GetFiles(Path.Combine(Here(), "Golden"), "*.json")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync() + await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal($"{Samples.Count} cards, nothing wrong\n", said.ReplaceLineEndings("\n"));
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
