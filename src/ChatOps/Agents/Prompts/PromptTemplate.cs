using System.Text;

namespace ChatOps.Agents.Prompts;

/// <summary>The <c>{{variable}}</c> places of a template.</summary>
internal static class PromptTemplate
{
    /// <summary>A place in a template.</summary>
    /// <param name="Name">The variable, or null when what stands between the braces is no name.</param>
    /// <param name="End">Offset behind the place.</param>
    public sealed record Place(string? Name, int Start, int End);

    /// <summary>All places, in order.</summary>
    public static IEnumerable<Place> Places(string template)
    {
        for (var at = template.IndexOf("{{", StringComparison.Ordinal); at >= 0;)
        {
            var close = template.IndexOf("}}", at, StringComparison.Ordinal);
            var name = close < 0 ? "" : template[(at + 2)..close].Trim();
            var place = new Place(IsName(name) ? name : null, at, close < 0 || !IsName(name) ? at + 2 : close + 2);
            yield return place;
            at = template.IndexOf("{{", place.End, StringComparison.Ordinal);
        }
    }

    /// <summary>Fills every place once; what a value holds is never read again.</summary>
    public static string Fill(string template, Func<string, string> valueOf)
    {
        var filled = new StringBuilder(template.Length);
        var from = 0;
        foreach (var place in Places(template))
        {
            filled.Append(template, from, place.Start - from).Append(valueOf(place.Name!));
            from = place.End;
        }

        return filled.Append(template, from, template.Length - from).ToString();
    }

    /// <summary>Letters, digits and <c>_</c>, starting with a letter.</summary>
    public static bool IsName(string name) =>
        name.Length > 0 && char.IsAsciiLetter(name[0]) && name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_');
}
