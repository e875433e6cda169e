using ChatOps.Agents.Planner.Language;

namespace ChatOps.Agents.Planner.Names;

/// <summary>
/// Finds the connection that words mean: exactly named first, then one that is clearly nearest, else a question.
/// A production connection is never taken for a misspelt name.
/// </summary>
internal sealed class ConnectionResolver(IReadOnlyList<CatalogConnection> connections, IReadOnlyList<Resolution> resolved)
{
    private const int MostChoices = 5;

    /// <summary>Words in the longest stretch that is tried as a name, so that a long text takes no longer than its length.</summary>
    private const int LongestName = 8;

    /// <summary>Stretches tried as a name: all of those in any message that a person writes by hand.</summary>
    private const int MostParts = 250;

    public ConnectionChoice Resolve(string text, IReadOnlyList<Item> items)
    {
        var named = items.Where(item => item.Named.Count > 0).ToArray();
        if (named.FirstOrDefault(item => item.Named.Count > 1 && Answered(item.Text) is null) is { } doubtful)
            return new ConnectionChoice.Ask($"\"{doubtful.Text}\" could be several connections. Which database do you mean?", [.. doubtful.Named.Select(connection => connection.Name)], doubtful.Text);
        if (named.Length > 0)
            return new ConnectionChoice.Found([.. named.Select(item => Answered(item.Text) ?? item.Named[0]).DistinctBy(connection => connection.Name)], null, null);
        if (items.Any(item => item.Is(Concept.All)) && items.Any(item => item.Is(Concept.Database)) && connections.Count > 0)
            return new ConnectionChoice.Found(connections, connections.Count > 1 ? "I took all connections that you may see." : null, null);
        var mentions = Mention.Find(text, items);
        foreach (var mention in mentions)
        {
            if (Answered(mention.Text) is { } answer)
                return new ConnectionChoice.Found([answer], null, mention);
        }

        return Nearest(text, items, mentions);
    }

    /// <summary>The question for a name that nothing comes near enough to.</summary>
    public ConnectionChoice.Ask Unknown(string mention)
    {
        var near = NameMatch.Rank(mention, ConnectionNames.Of(connections)).Select(match => match.Name);
        var choices = near.Concat(connections.Select(connection => connection.Name)).Distinct(StringComparer.Ordinal).Take(MostChoices).ToArray();
        var rest = connections.Count > choices.Length ? $" ({connections.Count - choices.Length} more: say connections)" : "";
        return new ConnectionChoice.Ask($"I know no connection \"{Shown(mention)}\". Which database do you mean?{rest}", choices, mention);
    }

    /// <summary>The first connections to offer when none was named.</summary>
    public IReadOnlyList<string> Offer(string? first) =>
        [.. connections.Select(connection => connection.Name).OrderByDescending(name => string.Equals(name, first, StringComparison.OrdinalIgnoreCase)).Take(MostChoices)];

    private ConnectionChoice Nearest(string text, IReadOnlyList<Item> items, IReadOnlyList<Mention> mentions)
    {
        var ranked = mentions
            .SelectMany(mention => Parts(text, items, mention))
            .Take(MostParts)
            .Select(mention => (Mention: mention, Matches: NameMatch.Rank(mention.Text, ConnectionNames.Of(connections)), Slot: IsNameSlot(items, mention)))
            .Where(candidate => candidate.Matches.Any(match => match.IsTakeable))
            .OrderByDescending(candidate => candidate.Matches[0].Score + (candidate.Slot ? 0.2 : 0))
            .ThenByDescending(candidate => candidate.Mention.To - candidate.Mention.From)
            .ToArray();
        if (ranked.Length > 0)
            return Judge(ranked[0].Mention, ranked[0].Matches);
        return mentions.LastOrDefault(mention => IsNameSlot(items, mention)) is { } slot ? Unknown(slot.Text) : new ConnectionChoice.Missing();
    }

    private ConnectionChoice Judge(Mention mention, IReadOnlyList<NameMatch> matches)
    {
        var shown = Shown(mention.Text);
        if (NameMatch.Winner(matches) is not { } winner)
        {
            string[] close = [.. matches.Take(MostChoices).Select(match => match.Name)];
            return new ConnectionChoice.Ask($"I know no connection \"{shown}\". Which database did you mean: {string.Join(" or ", close)}?", close, mention.Text);
        }

        var connection = connections.First(candidate => candidate.Name == winner.Name);
        if (connection.IsProduction && winner.Score < 1)
            return new ConnectionChoice.Ask($"Did you mean {connection.Name}? That database is production, so I take only its exact name, and \"{shown}\" is not.", [connection.Name], mention.Text, connection);
        return new ConnectionChoice.Found([connection], winner.Score < 1 ? $"I read \"{shown}\" as {connection.Name}." : null, mention);
    }

    // A run of unknown words may hold more than the name: every stretch of it is tried.
    private static IEnumerable<Mention> Parts(string text, IReadOnlyList<Item> items, Mention mention)
    {
        for (var from = mention.From; from < mention.To; from++)
        {
            for (var to = from + 1; to <= Math.Min(mention.To, from + LongestName); to++)
                yield return new Mention(text[items[from].Start..items[to - 1].End], from, to);
        }
    }

    /// <summary>A name is expected here: after "in", "the", a verb, or beside "database".</summary>
    private static bool IsNameSlot(IReadOnlyList<Item> items, Mention mention)
    {
        if (mention.To < items.Count && items[mention.To].IsAny(Concept.Database, Concept.Asking))
            return true;
        var before = mention.From - 1;
        while (before >= 0 && items[before].IsAny(Concept.Article, Concept.Filler) && !items[before].IsAny(Concept.Preposition))
            before--;
        return before < 0 || items[before].Kind == TokenKind.Punctuation
            || items[before].IsAny(Concept.Preposition, Concept.Database, Concept.Validate, Concept.Check, Concept.Profile, Concept.Export, Concept.Migrate, Concept.Generic, Concept.Asking, Concept.And);
    }

    private CatalogConnection? Answered(string mention)
    {
        var answer = resolved.LastOrDefault(resolution => resolution.Slot == PendingSlot.Connection && resolution.Mention is not null && WordKey.Of(resolution.Mention) == WordKey.Of(mention));
        return answer is null ? null : connections.FirstOrDefault(connection => string.Equals(connection.Name, answer.Value, StringComparison.OrdinalIgnoreCase));
    }

    internal static string Shown(string mention) => mention.Length <= 60 ? mention : string.Concat(mention.AsSpan(0, 60), "...");
}
