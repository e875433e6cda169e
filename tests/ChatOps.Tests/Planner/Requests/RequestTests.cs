using ChatOps.Agents.Planner;

namespace ChatOps.Tests.Planner.Requests;

/// <summary>
/// Requests with what they should be understood as. They were written in eleven lists, each before the grammar had seen
/// it, and then used to mend what it showed: at first reading 216 of 239, 159 of 191, 179 of 195, 119 of 140, 94 of 111,
/// 94 of 107, 103 of 114, 88 of 95, 93 of 102, 55 of 65 and 45 of 60
/// were read right. Write a new list before quoting a new figure.
/// </summary>
public sealed class RequestTests
{
    [Fact]
    public Task EnglishAboutSchedules_IsReadAsMeant() => AllAsync(EnglishSchedules.All);

    [Fact]
    public Task EnglishAboutRuns_IsReadAsMeant() => AllAsync(EnglishRuns.All);

    [Fact]
    public Task EnglishAboutWork_IsReadAsMeant() => AllAsync(EnglishWork.All);

    [Fact]
    public Task EnglishThatIsHostileOrOnlySoundsSo_IsToldApart() => AllAsync(EnglishHostile.All);

    [Fact]
    public Task German_IsReadAsMeant() => AllAsync(GermanRequests.All);

    [Fact]
    public Task GermanThatIsHostileOrOnlySoundsSo_IsToldApart() => AllAsync(GermanHostile.All);

    [Fact]
    public Task Spanish_IsReadAsMeant() => AllAsync(SpanishRequests.All);

    [Fact]
    public Task SpanishThatIsHostileOrOnlySoundsSo_IsToldApart() => AllAsync(SpanishHostile.All);

    [Fact]
    public Task WhatPeopleTypeEveryDay_IsReadAsMeant() => AllAsync(Everyday.All);

    [Fact]
    public async Task ExcludedTable_ThatOthersReferTo_IsWarnedOf()
    {
        var read = await Office.AskAsync("migrate chinook to postgres without the invoices");

        Assert.Equal("InvoiceLine references the excluded Invoice.", read.Reason);
    }

    [Fact]
    public async Task AskingForAMisspeltProductionDatabase_OffersIt()
    {
        var read = await Office.AskAsync("validate slaes");

        Assert.Equal((InterpretationOutcome.Clarify, true), (read.Outcome, read.Question!.Contains("sales", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Anything_IsAnsweredInTime()
    {
        string[] texts = ["", "\u0000\u0007", "😀😀😀", "\u202Eetadilav selas", "אמת את sales", "校验 sales", new string('a', 100_000), string.Concat(Enumerable.Repeat("every monday at 9 and ", 5_000)), "'\"`„“«»", "{{ steps.x }}", "\ud800"];
        foreach (var text in texts)
            Assert.NotNull(await Office.AskAsync(text));
    }

    private static async Task AllAsync(IReadOnlyList<Asked> requests)
    {
        var misses = new List<string>();
        foreach (var asked in requests)
        {
            var read = await Office.AskAsync(asked.Text, asked.Context);
            if (!Brief.Meets(read, asked.Expected))
                misses.Add($"{asked} -> {Brief.Of(read)} {read.Question}{read.Reason}, expected {asked.Expected}");
        }

        Assert.True(misses.Count == 0, string.Join('\n', misses));
    }
}
