using ChatOps.Agents.Questions.Language;

namespace ChatOps.Agents.Questions;

/// <summary>What is refused before anything is looked up: a wish to change data, and pieces of statements.</summary>
internal static class QuestionGuard
{
    private static readonly string[] Pieces = ["--", "/*", "*/", "';", "\";", "drop table", "delete from", "insert into", "union select", "xp_cmdshell", "pg_sleep", "load_extension", "into outfile"];

    /// <summary>The reason, or null for a plain question.</summary>
    public static string? Refusal(string text, IReadOnlyList<QuestionWord> words, QuestionLexicon lexicon)
    {
        if (Pieces.Any(piece => text.Contains(piece, StringComparison.OrdinalIgnoreCase)))
            return lexicon.Say("statement");
        var atStart = true;
        foreach (var word in words)
        {
            var cues = word.Kind == WordKind.Word ? lexicon.FindCues(word.Key) : null;
            if (atStart && cues?.Contains(Cue.Change) == true)
                return lexicon.Say("change");
            // Whoever is polite asks for the same thing: "please delete", "can you delete".
            atStart = word.Kind == WordKind.Stop || (atStart && (word.Kind == WordKind.Comma || cues?.Any(cue => cue is Cue.Filler or Cue.Verb or Cue.Ask or Cue.And) == true));
        }

        return null;
    }
}
