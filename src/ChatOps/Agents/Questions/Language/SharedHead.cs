using ChatOps.Agents.Questions.Readings;

namespace ChatOps.Agents.Questions.Language;

/// <summary>Gives each of several words its head back that only the last one has: "first and last name", "Vor- und Nachname".</summary>
internal static class SharedHead
{
    private const double Sure = 0.9;

    public static IReadOnlyList<QuestionWord> Restore(IReadOnlyList<QuestionWord> words, QuestionLexicon lexicon, SchemaNames names)
    {
        var restored = new List<QuestionWord>(words);
        for (var at = 0; at + 2 < restored.Count; at++)
        {
            if (restored[at].Kind is not (WordKind.Word or WordKind.Comma) || lexicon.FindCues(restored[at + 1].Key)?.Contains(Cue.And) != true || restored[at + 2].Kind != WordKind.Word)
                continue;
            if (at + 3 < restored.Count && restored[at + 3].Kind == WordKind.Word && !SchemaNames.IsEmpty(restored[at + 3].Key) && IsColumn(names, restored[at + 2], restored[at + 3]))
                Insert(restored, at, restored[at + 3], lexicon, names);
            else if (restored[at].Kind == WordKind.Word && Compound(restored[at], restored[at + 2], lexicon, names) is { } whole)
                restored[at] = whole;
        }

        return restored;
    }

    /// <summary>Back over "first, middle and last name".</summary>
    private static void Insert(List<QuestionWord> words, int at, QuestionWord head, QuestionLexicon lexicon, SchemaNames names)
    {
        for (; at >= 0 && words[at].Kind is WordKind.Word or WordKind.Comma; at--)
        {
            if (words[at].Kind == WordKind.Comma)
                continue;
            if (lexicon.FindCues(words[at].Key)?.Any(cue => cue is Cue.Filler or Cue.Ask or Cue.Verb or Cue.Of) == true || !IsColumn(names, words[at], head))
                return;
            words.Insert(at + 1, head);
        }
    }

    private static bool IsColumn(SchemaNames names, params QuestionWord[] words) => names.Columns(words) is [{ Score: >= Sure }, ..];

    private static QuestionWord? Compound(QuestionWord first, QuestionWord last, QuestionLexicon lexicon, SchemaNames names)
    {
        for (var length = 4; length < last.Key.Length - 1; length++)
        {
            var key = first.Key + last.Key[^length..];
            var whole = first with { Key = key, Stem = lexicon.Stem(key), Text = first.Text + last.Text[^Math.Min(length, last.Text.Length)..] };
            if (IsColumn(names, whole) && IsColumn(names, last) && !IsColumn(names, first))
                return whole;
        }

        return null;
    }
}
