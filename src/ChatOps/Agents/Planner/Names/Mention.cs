using ChatOps.Agents.Planner.Language;

namespace ChatOps.Agents.Planner.Names;

/// <summary>Adjacent words of unknown meaning, as one candidate for a name.</summary>
/// <param name="Text">As written, with what stands between the words.</param>
/// <param name="From">Index of the first item.</param>
/// <param name="To">Index behind the last item.</param>
internal sealed record Mention(string Text, int From, int To)
{
    /// <summary>The runs of adjacent leftover items.</summary>
    public static IReadOnlyList<Mention> Find(string text, IReadOnlyList<Item> items)
    {
        var mentions = new List<Mention>();
        for (var at = 0; at < items.Count; at++)
        {
            if (!items[at].IsLeftover)
                continue;
            var to = at + 1;
            while (to < items.Count && items[to].IsLeftover && items[to].Start >= items[to - 1].End)
                to++;
            mentions.Add(new Mention(text[items[at].Start..items[to - 1].End], at, to));
            at = to - 1;
        }

        return mentions;
    }
}
