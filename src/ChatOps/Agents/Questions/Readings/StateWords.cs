using ChatOps.Agents.Questions.Graph;
using ChatOps.Agents.Questions.Language;

namespace ChatOps.Agents.Questions.Readings;

/// <summary>
/// Words that the grammar takes for verbs but that a column holds, such as "open" and "shipped" in a column of states. They are the value where they
/// stand as an adjective of the column's table or are said of it: "open orders", "orders that are open", "with status open".
/// </summary>
internal sealed class StateWords(SchemaGraph graph, QuestionLexicon lexicon, SchemaNames names)
{
    /// <summary>The values that the word stands for; empty where it is a verb.</summary>
    public IReadOnlyList<HeldValue> At(IReadOnlyList<QuestionWord> words, int at)
    {
        var held = graph.Values.Find(words[at].Key);
        if (held.Count == 0 || !IsVerb(words[at]))
            return [];
        var table = BesideTable(words, at);
        return [.. held.Where(value => value.Column.Table == table || (IsSaidOf(words, at) && IsNamed(words, at, value.Column.Table)) || IsBehind(words, at, value.Column))];
    }

    /// <summary>A table is spoken of that holds the word, so passing over it as a verb is in doubt.</summary>
    public bool IsDoubtful(IReadOnlyList<QuestionWord> words, int at) =>
        IsVerb(words[at]) && graph.Values.Find(words[at].Key).Any(value => IsNamed(words, at, value.Column.Table));

    private bool IsVerb(QuestionWord word) => word.Kind == WordKind.Word && Cues(word) is { } cues && cues.Contains(Cue.Glue) && !cues.Contains(Cue.Filler);

    /// <summary>"open orders", "open or closed orders", not "customers placed orders".</summary>
    private TableNode? BesideTable(IReadOnlyList<QuestionWord> words, int at)
    {
        var noun = at + 1;
        while (noun + 1 < words.Count && Cues(words[noun])?.Any(cue => cue is Cue.And or Cue.Or) == true && graph.Values.Find(words[noun + 1].Key).Count > 0)
            noun += 2;
        return noun < words.Count && TableOf(words[noun]) is { } table && IsFree(words, at) ? table : null;
    }

    /// <summary>Nothing before it could do what the verb says.</summary>
    private bool IsFree(IReadOnlyList<QuestionWord> words, int at) =>
        at == 0 || (words[at - 1].Kind is not WordKind.Number && TableOf(words[at - 1]) is null && Cues(words[at - 1])?.Any(cue => cue is Cue.That or Cue.Who or Cue.Glue) != true);

    /// <summary>"... are open", "... that are not open", at the end of what is said.</summary>
    private bool IsSaidOf(IReadOnlyList<QuestionWord> words, int at)
    {
        var before = at - 1;
        while (before >= 0 && Cues(words[before])?.Contains(Cue.Not) == true)
            before--;
        var isSaid = before >= 0 && Cues(words[before]) is { } cues && (cues.Contains(Cue.Verb) || cues.Contains(Cue.Or) || cues.Contains(Cue.And));
        return isSaid && (at + 1 == words.Count || words[at + 1].Kind is WordKind.Stop or WordKind.Comma || Cues(words[at + 1])?.Any(cue => cue is Cue.And or Cue.Or or Cue.Each) == true);
    }

    /// <summary>"status open", "status is open".</summary>
    private bool IsBehind(IReadOnlyList<QuestionWord> words, int at, ColumnNode column)
    {
        var before = at - 1;
        while (before > 0 && Cues(words[before])?.Any(cue => cue is Cue.Verb or Cue.Not or Cue.Equal) == true)
            before--;
        return before >= 0 && words[before].Kind == WordKind.Word && names.Columns([words[before]]).Any(match => match.Column == column && match.Score > 0.9);
    }

    private bool IsNamed(IReadOnlyList<QuestionWord> words, int at, TableNode table) => words.Where((_, other) => other != at).Any(word => TableOf(word) == table);

    private TableNode? TableOf(QuestionWord word) => word.Kind == WordKind.Word && names.Tables([word]) is [{ Score: > 0.9, Table: var table }, ..] ? table : null;

    private IReadOnlySet<Cue>? Cues(QuestionWord word) => lexicon.FindCues(word.Key);
}
