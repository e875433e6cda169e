using ChatOps.Agents.Planner;
using Xunit.Abstractions;

namespace ChatOps.Tests.Planner;

public sealed class HeldBackTests(ITestOutputHelper output)
{
    [Fact]
    public async Task ParaphrasesUsedForTuning_AreReadRight() => Assert.Empty(await MissesAsync(Paraphrases.First));

    [Fact]
    public async Task ParaphrasesThatNobodyTunedFor_AreMostlyReadRight()
    {
        var misses = await MissesAsync(Paraphrases.HeldBack);

        output.WriteLine($"{Paraphrases.HeldBack.Count - misses.Count} of {Paraphrases.HeldBack.Count}");
        misses.ForEach(output.WriteLine);
        Assert.True(misses.Count <= Paraphrases.HeldBack.Count * 0.2, string.Join('\n', misses));
    }

    [Fact]
    public async Task ParaphrasesOnUnfamiliarNames_AreMostlyReadRight()
    {
        var misses = await MissesAsync(UnfamiliarNames.Requests, UnfamiliarNames.Connections);

        output.WriteLine($"{UnfamiliarNames.Requests.Count - misses.Count} of {UnfamiliarNames.Requests.Count}");
        misses.ForEach(output.WriteLine);
        Assert.True(misses.Count <= 2, string.Join('\n', misses));
    }

    private static async Task<List<string>> MissesAsync(IReadOnlyList<(string Text, string Expected)> requests, IReadOnlyList<CatalogConnection>? connections = null)
    {
        var misses = new List<string>();
        foreach (var (text, expected) in requests)
        {
            var memory = new ConversationMemory { HasOpenApproval = expected is "Approve" or "Reject" };
            var brief = World.Brief(await World.AskAsync(text, memory, connections));
            if (brief != expected)
                misses.Add($"{text} -> {brief}, expected {expected}");
        }

        return misses;
    }
}
