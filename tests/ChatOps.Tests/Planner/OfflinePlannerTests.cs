using ChatOps.Agents.Planner;

namespace ChatOps.Tests.Planner;

public sealed class OfflinePlannerTests
{
    [Theory]
    [MemberData(nameof(Tuned.Requests), MemberType = typeof(Tuned))]
    public async Task Request_IsReadAsMeant(string text, string expected) =>
        Assert.Equal(expected, World.Brief(await World.AskAsync(text)));
}
