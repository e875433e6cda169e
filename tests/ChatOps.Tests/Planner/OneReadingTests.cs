using ChatOps.Agents.Planner;
using ChatOps.Agents.Planner.Offline;
using ChatOps.Agents.Planner.Plans;
using ChatOps.Agents.Planner.Reading;
using ChatOps.Tests.Planner.Requests;

namespace ChatOps.Tests.Planner;

/// <summary>The chat does what <c>interpret</c> says: the same outcome, the same operations on the same databases and tables, or it says that it cannot.</summary>
public sealed class OneReadingTests
{
    public static TheoryData<string> Lists => ["EnglishWork", "EnglishRuns", "EnglishSchedules", "EnglishHostile", "German", "GermanHostile", "Spanish", "SpanishHostile"];

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task EveryRequest_ComesToTheSameInChatAndInInterpret(string list)
    {
        var misses = new List<string>();
        foreach (var asked in Of(list))
        {
            if (await DifferenceAsync(Office.Request(asked.Text, asked.Context)) is { } difference)
                misses.Add($"{asked}: {difference}");
        }

        Assert.True(misses.Count == 0, string.Join('\n', misses));
    }

    [Fact]
    public async Task EveryRequestOfTheChat_ComesToTheSameInInterpret()
    {
        var misses = new List<string>();
        foreach (var text in Tuned.Requests.Select(row => (string)row[0]).Concat(Paraphrases.First.Select(pair => pair.Text)).Concat(Paraphrases.HeldBack.Select(pair => pair.Text)))
        {
            if (await DifferenceAsync(World.Request(text)) is { } difference)
                misses.Add($"{text}: {difference}");
        }

        Assert.True(misses.Count == 0, string.Join('\n', misses));
    }

    private static IReadOnlyList<Asked> Of(string list) => list switch
    {
        "EnglishWork" => EnglishWork.All,
        "EnglishRuns" => EnglishRuns.All,
        "EnglishSchedules" => EnglishSchedules.All,
        "EnglishHostile" => EnglishHostile.All,
        "German" => GermanRequests.All,
        "GermanHostile" => GermanHostile.All,
        "Spanish" => SpanishRequests.All,
        _ => SpanishHostile.All,
    };

    private static async Task<string?> DifferenceAsync(PlannerRequest request)
    {
        var read = await new Interpreter().InterpretAsync(request, CancellationToken.None);
        var reply = await new OfflinePlanner().PlanAsync(request, CancellationToken.None);
        var agrees = read.Outcome switch
        {
            InterpretationOutcome.Refuse => reply is PlannerReply.Refuse refuse && refuse.Reason == read.Reason,
            InterpretationOutcome.Clarify => AsksTheSame(reply, read),
            InterpretationOutcome.Confirm => (reply is PlannerReply.Confirm confirm && Operation.AreSame(confirm.Understood.Planned, read.Operations)) || SaysItCannot(reply, read),
            _ => await DoesTheSameAsync(reply, read, request),
        };
        return agrees ? null : $"chat {Words(reply)}, interpret {Brief.Of(read)} {read.Question}{read.Reason}";
    }

    private static bool AsksTheSame(PlannerReply reply, Interpretation read) => reply switch
    {
        PlannerReply.Unknown unknown => read.IsUnknown && unknown.Text == read.Question,
        PlannerReply.Clarify clarify => clarify.Question.StartsWith(read.Question!, StringComparison.Ordinal) && (clarify.Understood?.Slot, clarify.Understood?.Mention) == (read.Pending?.Slot, read.Pending?.Mention),
        // Nothing runs, or nothing was done before: the conversation says so.
        PlannerReply.Command command => command.Name is ConversationCommand.Cancel or ConversationCommand.Undo or ConversationCommand.Retry,
        _ => SaysItCannot(reply, read),
    };

    private static async Task<bool> DoesTheSameAsync(PlannerReply reply, Interpretation read, PlannerRequest request)
    {
        if (reply is PlannerReply.Execute or PlannerReply.Partial)
        {
            var plan = World.PlanOf(reply);
            var missing = read.Operations.Where(operation => !Reach.Has(operation.Kind) && operation.Kind != OperationKind.Verify).ToArray();
            return (await PlanFacts.OfAsync(read.Operations, request.Catalog)).SequenceEqual(PlanFacts.Of(plan))
                && (reply is PlannerReply.Partial) == (read.Outcome == InterpretationOutcome.Partial || missing.Length > 0)
                && missing.All(operation => ((PlannerReply.Partial)reply).Reason.Contains(Reach.Missing(operation.Kind), StringComparison.Ordinal));
        }

        return reply switch
        {
            PlannerReply.SmallTalk => read.Operations.Count == 0,
            PlannerReply.Commands several => several.All.Select(command => command.Argument).SequenceEqual(read.Operations.Select(operation => operation.Run)),
            PlannerReply.Command command => Obeys(command, read),
            _ => SaysItCannot(reply, read),
        };
    }

    private static bool Obeys(PlannerReply.Command command, Interpretation read) => command.Name switch
    {
        ConversationCommand.Cancel => read.Operations is [{ Kind: OperationKind.Cancel } cancel] && cancel.Run == command.Argument,
        ConversationCommand.Approve or ConversationCommand.Reject => read.Operations is [{ Kind: OperationKind.Decide }],
        ConversationCommand.Runs or ConversationCommand.Status or ConversationCommand.Why => read.Operations.All(operation => operation.Kind == OperationKind.History),
        ConversationCommand.Undo => read.Operations.All(operation => operation.Kind is OperationKind.Rollback or OperationKind.Cancel or OperationKind.ScheduleDelete or OperationKind.ScheduleResume or OperationKind.SchedulePause),
        ConversationCommand.Dismiss => read.Operations.Count == 0,
        ConversationCommand.Retry => read.Operations.Count > 0,
        _ => read.Operations is [{ Kind: OperationKind.Help }],
    };

    private static string Words(PlannerReply reply) => reply switch
    {
        PlannerReply.Execute execute => string.Join("; ", PlanFacts.Of(execute.Plan)),
        PlannerReply.Partial partial => $"{string.Join("; ", PlanFacts.Of(partial.Plan))}, but {partial.Reason}",
        PlannerReply.Refuse refuse => $"refuses: {refuse.Reason}",
        PlannerReply.Clarify clarify => $"asks: {clarify.Question}",
        PlannerReply.Command command => $"{command.Name} {command.Argument}",
        _ => reply.GetType().Name,
    };

    private static bool SaysItCannot(PlannerReply reply, Interpretation read) =>
        reply is PlannerReply.Refuse refuse
        && (refuse.Reason.StartsWith($"I understood: {Understood.Of(read)}.", StringComparison.Ordinal) || refuse.Reason.EndsWith("Nothing was started.", StringComparison.Ordinal) || refuse.Reason.EndsWith("ask for each by itself.", StringComparison.Ordinal));
}
