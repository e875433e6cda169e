using ChatOps.Agents.Questions.Readings;

namespace ChatOps.Agents.Questions.Language;

/// <summary>Takes apart compounds that no name has as a whole: "Stadionnamen", "Durchschnittsalter".</summary>
internal static class Compounds
{
    private const double Sure = 0.85;

    /// <summary>What may stand between the parts.</summary>
    private static readonly string[] Joints = ["", "s", "es", "n", "en"];

    public static IReadOnlyList<QuestionWord> Split(IReadOnlyList<QuestionWord> words, QuestionLexicon lexicon, SchemaNames names) =>
        lexicon.Prefixes.Count == 0 ? words : [.. words.SelectMany(word => Parts(word, lexicon, names))];

    private static IEnumerable<QuestionWord> Parts(QuestionWord word, QuestionLexicon lexicon, SchemaNames names)
    {
        if (word.Kind == WordKind.Word && Compared(word, lexicon) is { } compared)
            return compared;
        if (word.Kind != WordKind.Word || word.Key.Length < 7 || lexicon.IsSaid(word.Key) || IsName(names, word))
            return [word];
        foreach (var prefix in lexicon.Prefixes.Where(prefix => word.Key.StartsWith(prefix, StringComparison.Ordinal) && word.Key.Length > prefix.Length + 2))
            return [Part(prefix, lexicon), .. Parts(Part(word.Key[prefix.Length..], lexicon), lexicon, names)];
        return Halves(word, lexicon, part => IsName(names, part)) ?? Halves(word, lexicon, names.IsWord) ?? Known(word, lexicon, names);
    }

    /// <summary>"unterdurchschnittlich": less than, and the average; "zweitgrößter": the second, and the largest.</summary>
    private static IReadOnlyList<QuestionWord>? Compared(QuestionWord word, QuestionLexicon lexicon)
    {
        for (var at = 4; at <= word.Key.Length - 5; at++)
        {
            var isMean = lexicon.FindCues(word.Key[at..])?.Contains(Cue.Average) == true && lexicon.FindCues(word.Key[..at])?.Any(cue => cue is Cue.Greater or Cue.Less) == true;
            var isPlace = lexicon.OrdinalOf(word.Key[..at]) is not null && lexicon.FindDegree(word.Key[at..]) is { IsSuperlative: true };
            if (isMean || isPlace)
                return [Part(word.Key[..at], lexicon), Part(word.Key[at..], lexicon)];
        }

        return null;
    }

    private static IReadOnlyList<QuestionWord>? Halves(QuestionWord word, QuestionLexicon lexicon, Func<QuestionWord, bool> isKnown)
    {
        for (var at = 3; at <= word.Key.Length - 3; at++)
        {
            foreach (var joint in Joints.Where(joint => word.Key[..at].EndsWith(joint, StringComparison.Ordinal) && at - joint.Length >= 3))
            {
                var (first, last) = (Part(word.Key[..(at - joint.Length)], lexicon), Part(word.Key[at..], lexicon));
                if (isKnown(first) && isKnown(last))
                    return [first, last];
            }
        }

        return null;
    }

    /// <summary>"Kundentabelle", "Artikeldaten": what only says that rows are meant is left out.</summary>
    private static IReadOnlyList<QuestionWord> Known(QuestionWord word, QuestionLexicon lexicon, SchemaNames names)
    {
        foreach (var end in lexicon.Suffixes.Where(end => word.Key.Length > end.Length + 2 && word.Key.EndsWith(end, StringComparison.Ordinal)))
        {
            foreach (var joint in Joints.Where(joint => word.Key[..^end.Length].EndsWith(joint, StringComparison.Ordinal)))
            {
                var rest = Part(word.Key[..^(end.Length + joint.Length)], lexicon);
                if (IsName(names, rest) || names.IsWord(rest))
                    return [rest];
            }
        }

        return [word];
    }

    // A part is written like the noun that the whole is.
    private static QuestionWord Part(string key, QuestionLexicon lexicon) => new(char.ToUpperInvariant(key[0]) + key[1..], key, lexicon.Stem(key), WordKind.Word);

    private static bool IsName(SchemaNames names, QuestionWord word) => names.Tables([word]) is [{ Score: >= Sure }, ..] || names.Columns([word]) is [{ Score: >= Sure }, ..];
}
