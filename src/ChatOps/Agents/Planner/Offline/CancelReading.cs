using ChatOps.Agents.Planner.Language;

namespace ChatOps.Agents.Planner.Offline;

/// <summary>Finds which run is to be stopped, and asks when several could be meant.</summary>
internal static class CancelReading
{
    /// <param name="id">The run's id as far as one was named; no other run is taken then.</param>
    public static PlannerReply Read(string text, IReadOnlyList<Item> words, string? id, PlannerRequest request)
    {
        var running = request.Memory.RunsInFlight;
        if (id is not null)
            return new PlannerReply.Command(ConversationCommand.Cancel, id);
        if (running.Count == 0)
        {
            return request.Memory.Pending is null
                ? new PlannerReply.Command(ConversationCommand.Cancel, null)
                : new PlannerReply.Command(ConversationCommand.Dismiss, null);
        }

        var meant = running.Where(run => words.Any(item => !item.Is(Concept.Cancel) && IsAbout(run, item))).ToArray();
        if (meant is [var one])
            return new PlannerReply.Command(ConversationCommand.Cancel, one.Id);
        if (running is [var only])
            return new PlannerReply.Command(ConversationCommand.Cancel, only.Id);
        var choices = (meant.Length > 1 ? meant : [.. running]).Take(5).ToArray();
        string[] ids = [.. choices.Select(run => run.Id)];
        return new PlannerReply.Clarify(
            $"Which run should I stop: {string.Join(" or ", choices.Select(run => $"{run.Id} ({run.Title})"))}?",
            ids,
            new PendingRequest { Text = text, Slot = PendingSlot.Run, Choices = ids });
    }

    // "the export", "crm": words of the run's title.
    private static bool IsAbout(RunInFlight run, Item item)
    {
        var title = Tokenizer.Split(run.Title).Select(token => token.Key).ToArray();
        return (item.Key.Length > 2 && !item.IsAny(Concept.Article, Concept.Pronoun) && title.Contains(item.Key, StringComparer.Ordinal))
            || item.Named.Any(connection => WordKey.Of(run.Title).Contains(WordKey.Of(connection.Name), StringComparison.Ordinal));
    }
}
