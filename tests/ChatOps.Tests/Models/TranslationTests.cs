using System.Text.Json;
using ChatOps.Agents.Explaining;
using ChatOps.Agents.Models;
using ChatOps.Conversation;
using ChatOps.Reports;
using ChatOps.Tests.Conversation;

namespace ChatOps.Tests.Models;

/// <summary>Reports in the language of whoever asked.</summary>
public sealed class TranslationTests
{
    [Theory]
    [InlineData("validiere demo", "Ein Teil der Daten ist falsch")]
    [InlineData("valida demo por favor", "Una parte de los datos es incorrecta")]
    public async Task WithoutAModel_TheSummary_StandsInTheLanguageOfTheRequest_OutOfTemplates(string request, string expected)
    {
        await using var talk = await Talk.StartAsync(SmallShop.MakeFolder());

        var said = Text(await talk.SayAsync(request));

        Assert.Contains(expected, said, StringComparison.Ordinal);
        Assert.Contains("403", said, StringComparison.Ordinal);
        Assert.Contains("Some of the data is wrong", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARequestInEnglish_HasNoTranslation()
    {
        await using var talk = await Talk.StartAsync(SmallShop.MakeFolder());

        Assert.DoesNotContain("Daten", Text(await talk.SayAsync("validate demo")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithAModel_ASentenceWhoseFigureIsChanged_IsReplacedByTheTemplate()
    {
        await using var endpoint = await ModelEndpoint.StartAsync();
        endpoint.Reply(prompt => prompt.Contains("You translate the summary", StringComparison.Ordinal)
            ? new { texts = Sentences(prompt).Select((text, index) => index == 1 ? "Es sind 4711 Zeilen." : $"Übersetzt: {text}") }
            : prompt.Contains("You plan work", StringComparison.Ordinal) ? ModelWorld.Words("unknown", "") : new { verdict = "Gut.", paragraphs = Array.Empty<string>(), not_checked = (string?)null });
        await using var talk = await Talk.StartAsync(SmallShop.MakeFolder(), new ModelOptions { Address = endpoint.Address, Name = "translator" });

        var said = Text(await talk.SayAsync("validiere demo"));

        Assert.Contains("Übersetzt: Some of the data", said, StringComparison.Ordinal);
        Assert.Contains("Angesehen: 3 Tabellen", said, StringComparison.Ordinal);
        Assert.DoesNotContain("4711", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("erkläre das", null, "de")]
    [InlineData("¿por qué?", null, "es")]
    [InlineData("why", null, "en")]
    [InlineData("r-123", "validiere demo", "de")]
    [InlineData("explain", "validiere demo", "en")]
    [InlineData("", null, "en")]
    public void TheLanguage_IsThatOfTheWords_OrOfTheWordsBefore(string text, string? before, string expected) =>
        Assert.Equal(expected, SpokenLanguage.Of(text, before));

    private static IEnumerable<string> Sentences(string prompt)
    {
        var start = prompt.IndexOf("[\"", StringComparison.Ordinal);
        return JsonSerializer.Deserialize<string[]>(prompt[start..(prompt.IndexOf("\"]", start, StringComparison.Ordinal) + 2)])!;
    }

    private static string Text(IReadOnlyList<OutgoingMessage> messages) => string.Join('\n', messages.Select(message => message.Text ?? JsonSerializer.Serialize(message.Card, ReportJson.Options)));
}
