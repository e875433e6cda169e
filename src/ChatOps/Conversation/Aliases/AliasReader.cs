using ChatOps.Agents.Planner;
using ChatOps.Agents.Planner.Language;
using ChatOps.Agents.Planner.Names;
using ChatOps.Knowledge.Aliases;
using ChatOps.Knowledge.Phrases;
using ChatOps.People;

namespace ChatOps.Conversation.Aliases;

/// <summary>
/// Replaces the aliases of a text before the planner reads it, so that whatever an alias stands for is judged as if it
/// had been written. A name is taken in any casing; a misspelt one where it can only be one alias; else it is asked about.
/// </summary>
internal sealed class AliasReader(AliasSight sight, PhraseBook phrases)
{
    private const int MostOffered = 5;

    /// <summary>Names that share less with what was written are not offered.</summary>
    private const double Floor = 0.7;

    /// <summary>Names that share less are taken only after a yes.</summary>
    private const double Sure = 0.8;

    public async Task<AliasReading> ReadAsync(Person person, string text, PlannerCatalog catalog, ConversationMemory memory, CancellationToken cancellationToken)
    {
        if (text.Length > AliasExpander.Longest)
            return new AliasReading(text, [], []);
        var aliases = Takeable(await sight.CurrentAsync(person, cancellationToken), catalog);
        if (aliases.Count == 0)
            return new AliasReading(text, [], []);
        var said = phrases.Read(text) is { Intent: KnowledgeIntent.RunAlias } run && (Find(aliases, run.Name) is not null || LooksLikeOne(run.Name, catalog)) ? $"{run.Name} {run.Text}".Trim() : text.Trim();
        if (Find(aliases, said) is { } joined)
            said = joined.Name;
        var expansion = AliasExpander.Expand(said, word => Find(aliases, word));
        // An answer to a question is no alias unless it is exactly one.
        return expansion is AliasExpansion.Plain
            ? memory.Pending is null ? Nearest(text, said, aliases, catalog) : new AliasReading(text, [], [])
            : Reading(text, expansion, []);
    }

    /// <summary>The aliases without those whose name has become one of a connection that the person may see: the connection was there for everybody.</summary>
    private static List<AliasVersion> Takeable(IReadOnlyList<AliasVersion> aliases, PlannerCatalog catalog)
    {
        var names = catalog.Connections.SelectMany(connection => connection.Aliases.Prepend(connection.Name)).Select(AliasName.KeyOf).ToHashSet(StringComparer.Ordinal);
        return [.. aliases.Where(alias => !names.Contains(AliasName.KeyOf(alias.Name)))];
    }

    private static AliasReading Nearest(string text, string said, List<AliasVersion> aliases, PlannerCatalog catalog)
    {
        var head = said.Split(' ', 2)[0].TrimEnd('.', ',', ';', ':', '!', '?');
        if (!LooksLikeOne(head, catalog))
            return new AliasReading(text, [], []);
        var ranked = NameMatch.Rank(head, aliases.Select(alias => (alias.Name, alias.Name))).Where(match => match.Score >= Floor).ToList();
        if (NameMatch.Winner(ranked) is { Score: >= Sure } winner)
            return Reading(text, AliasExpander.Expand(winner.Name + said[head.Length..], word => Find(aliases, word)), [$"I read \"{head}\" as the alias {winner.Name}."]);
        return ranked.Count == 0 ? new AliasReading(text, [], []) : Ask(text, head, [.. ranked.Take(MostOffered).Select(match => match.Name + said[head.Length..])]);
    }

    private static AliasReading Ask(string text, string head, IReadOnlyList<string> choices)
    {
        var pending = new PendingRequest { Text = text, Slot = PendingSlot.Alias, Mention = head, Choices = choices };
        return new AliasReading(text, [], [], choices is [var only]
            ? new PlannerReply.Confirm($"I know no alias {head}. Did you mean {only}?", ["yes", "no"], pending)
            : new PlannerReply.Clarify($"I know no alias {head}. Which one did you mean?", choices, pending));
    }

    private static AliasReading Reading(string text, AliasExpansion expansion, IReadOnlyList<string> notes) => expansion switch
    {
        AliasExpansion.Expanded expanded => new AliasReading(expanded.Text, [.. notes, Note(expanded)], [.. expanded.Used.Select(alias => alias.Name)]),
        _ when AliasWords.Fault(expansion) is { } fault => new AliasReading(text, [], [], new PlannerReply.Refuse($"{fault}{(fault.EndsWith('.') ? "" : ".")} Nothing was started.", ["aliases"])),
        _ => new AliasReading(text, [], []),
    };

    private static string Note(AliasExpansion.Expanded expanded) =>
        $"{expanded.Used[0].Name} (alias, version {expanded.Used[0].Version}{(expanded.Used.Count > 1 ? $", with {string.Join(", ", expanded.Used.Skip(1).Select(alias => alias.Name))}" : "")}) stands for: {expanded.Text}.";

    /// <summary>Joined words or capitals, and nothing else that is known by such a name.</summary>
    private static bool LooksLikeOne(string word, PlannerCatalog catalog) =>
        AliasName.IsValid(word) && (AliasName.IsUnlikeWords(word) || (word.Length >= 4 && word.All(char.IsUpper) && Lexicon.Default.Find(WordKey.Of(word)) is null))
        && !catalog.Topics.Contains(word, StringComparer.OrdinalIgnoreCase)
        && !catalog.Connections.Any(connection => connection.Aliases.Prepend(connection.Name).Any(name => WordKey.Of(name) == WordKey.Of(word)));

    private static AliasVersion? Find(List<AliasVersion> aliases, string name)
    {
        var key = AliasName.KeyOf(name);
        return key.Length == 0 ? null : aliases.FirstOrDefault(alias => AliasName.KeyOf(alias.Name) == key);
    }
}
