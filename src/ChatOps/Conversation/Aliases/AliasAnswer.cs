using System.Globalization;
using ChatOps.Agents.Planner;
using ChatOps.Agents.Planner.Language;

namespace ChatOps.Conversation.Aliases;

/// <summary>Reads the answer to the question which alias was meant.</summary>
internal static class AliasAnswer
{
    private static readonly Concept[] Ordinals = [Concept.First, Concept.Second, Concept.Third, Concept.Fourth, Concept.Fifth];

    /// <summary>The words of the chosen one, or null when the text is no answer: then the question is dropped.</summary>
    public static string? Read(string text, PendingRequest pending)
    {
        var words = new Tagger(Lexicon.Default, []).Tag(RequestText.Clean(text).Value).Where(item => item.IsSpoken).ToArray();
        if (pending.Choices is [var only] && words.Any(item => item.Is(Concept.Approve)) && words.All(item => item.IsAny(Concept.Approve, Concept.Filler)))
            return only;
        var place = int.TryParse(text.Trim().TrimEnd('.'), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number - 1
            : words.Select(item => Array.FindIndex(Ordinals, item.Is)).FirstOrDefault(index => index >= 0, -1);
        return place >= 0 && place < pending.Choices.Count ? pending.Choices[place] : null;
    }
}
