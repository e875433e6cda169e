namespace ChatOps.Agents.Models;

/// <summary>A model's text as people may see it: whole sentences, none with a figure that is in no result, and none with a link or an address.</summary>
/// <param name="LeftOut">Sentences that were taken out.</param>
internal sealed record GuardedText(string Text, int LeftOut)
{
    private const int LongestSentence = 800;

    /// <param name="figures">Every figure in it may be repeated; see <see cref="ResultFigures"/>.</param>
    public static GuardedText Of(string? text, string figures)
    {
        var (kept, leftOut) = (new List<string>(), 0);
        foreach (var sentence in FigureGuard.Sentences(text ?? ""))
        {
            var guarded = ModelWords.Clean(sentence, LongestSentence) is { } plain ? FigureGuard.Keep(plain, figures) : ("", 1);
            leftOut += guarded.Item2;
            if (guarded.Item1.Length > 0)
                kept.Add(guarded.Item1);
        }

        return new GuardedText(string.Join(' ', kept), leftOut);
    }
}
