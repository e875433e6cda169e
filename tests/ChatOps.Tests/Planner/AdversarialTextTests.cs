using ChatOps.Agents.Planner;
using ChatOps.Agents.Planner.Offline;

namespace ChatOps.Tests.Planner;

/// <summary>Texts made to be long or costly to read. That each of them ends is the point; a hang fails at the time limit.</summary>
public sealed class AdversarialTextTests
{
    private const int Length = 30_000;

    private static readonly IReadOnlyList<string> ManyTables = [.. Enumerable.Range(0, 400).Select(number => $"table with a long name {number}")];

    private static readonly IReadOnlyList<CatalogConnection> ManyConnections =
        [.. Enumerable.Range(0, 200).Select(number => new CatalogConnection($"connection-{number}", [$"alias {number}"], "dev", "sqlite")), .. World.Connections];

    public static TheoryData<string> Texts =>
    [
        "(", "[({<", ",", "the same ", "the same for crm ", "same again for demo and ", "r-", "r-. ", "#r-a ", "<at>", "\"", "'a' ", "`", "a ", "ab", "x y z w ",
        "validate ", "validate demo and ", "export demo without ", "only ", "export only orders, ", "if ", "unless not if clean ", "drop ", "don't ", "demo ", "conection-1 ", "aliass ",
        "table ", "export tabel wiht lnog nmae ", "cancel ", "approve ", "run 1 ", "?", "\n", "é́", "\ud800", "😀", "日本", "- ", "a-", "/", "\\", "@", "a@b.c ", "{{", "0", "of in the ",
    ];

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Texts))]
    public async Task LongText_IsAnswered(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, (Length / part.Length) + 1));
        foreach (var asked in new[] { text, $"export {text}", $"the same for demo {text}", $"cancel {text} demo" })
        {
            foreach (var memory in Memories(text))
                Assert.NotNull(await Task.Run(() => AskAsync(asked, memory)));
        }
    }

    private static ConversationMemory[] Memories(string text) =>
    [
        new(),
        new() { LastConnection = "demo", LastRequest = text, LastRunId = "r-7f3k2q9abc", HasOpenApproval = true, RunsInFlight = [new("r-1h8f2k9w3q", "Export demo"), new("r-7f3k2q9abc", "Validate crm")] },
        .. Enum.GetValues<PendingSlot>().Take(3).Select(slot => new ConversationMemory
        {
            LastRequest = "the same for crm",
            Pending = new PendingRequest { Text = text[..2000], Slot = slot, Mention = "crm", Choices = ["demo", "crm"] },
        }),
    ];

    private static Task<PlannerReply> AskAsync(string text, ConversationMemory memory) => new OfflinePlanner().PlanAsync(
        new PlannerRequest
        {
            Text = text,
            Memory = memory,
            Catalog = new PlannerCatalog { Connections = ManyConnections, ReadTables = (_, _) => Task.FromResult(ManyTables) },
        },
        CancellationToken.None);
}
