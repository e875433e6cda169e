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
        if (word.Kind != WordKind.Word || word.Key.Length < 7 || lexicon.FindCues(word.Key) is not null || lexicon.FindDegree(word.Key) is not null || IsName(names, word))
            return [word];
        foreach (var prefix in lexicon.Prefixes.Where(prefix => word.Key.StartsWith(prefix, StringComparison.Ordinal) && word.Key.Length > prefix.Length + 2))
            return [Part(prefix, lexicon), .. Parts(Part(word.Key[prefix.Length..], lexicon), lexicon, names)];
        for (var at = 3; at <= word.Key.Length - 3; at++)
        {
            foreach (var joint in Joints.Where(joint => word.Key[..at].EndsWith(joint, StringComparison.Ordinal) && at - joint.Length >= 3))
            {
                var (first, last) = (Part(word.Key[..(at - joint.Length)], lexicon), Part(word.Key[at..], lexicon));
                if (IsName(names, first) && IsName(names, last))
                    return [first, last];
            }
        }

        return [word];
    }

    private static QuestionWord Part(string key, QuestionLexicon lexicon) => new(key, key, lexicon.Stem(key), WordKind.Word);

    private static bool IsName(SchemaNames names, QuestionWord word) => names.Tables([word]) is [{ Score: >= Sure }, ..] || names.Columns([word]) is [{ Score: >= Sure }, ..];
}
