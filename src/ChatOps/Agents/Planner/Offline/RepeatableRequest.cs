using System.Text;

namespace ChatOps.Agents.Planner.Offline;

/// <summary>A stretch of the text that names a connection.</summary>
/// <param name="Start">Offset of its first character.</param>
/// <param name="End">Offset behind its last character.</param>
internal sealed record NamedPlace(int Start, int End);

/// <summary>Writes a request anew about a connection, so that it can be read again when nothing else is remembered.</summary>
internal static class RepeatableRequest
{
    private const string Opening = "\"'`“„«‘";
    private const string Closing = "\"'`”“»’";

    /// <summary>The text with every named place replaced by the name; with none, the name is added at the end.</summary>
    /// <param name="name">As it is to be written, quoted where it has to be.</param>
    public static string About(string text, IReadOnlyList<NamedPlace> places, string name)
    {
        if (places.Count == 0)
            return $"{text.TrimEnd(' ', '\n', '.', '!', '?', ',', ';', ':')} in {name}";
        var written = new StringBuilder(text.Length + name.Length);
        var at = 0;
        foreach (var place in places.Select(place => WithQuotes(text, place)).OrderBy(place => place.Start))
        {
            if (place.Start < at)
                continue;
            written.Append(text, at, place.Start - at).Append(name);
            at = place.End;
        }

        return written.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>The name in quotation marks that it does not hold itself.</summary>
    public static string Quoted(string name) =>
        !name.Contains('"') ? $"\"{name}\"" : !name.Contains('`') ? $"`{name}`" : $"«{name}»";

    private static NamedPlace WithQuotes(string text, NamedPlace place)
    {
        var mark = place.Start > 0 ? Opening.IndexOf(text[place.Start - 1]) : -1;
        return mark >= 0 && place.End < text.Length && text[place.End] == Closing[mark] ? new NamedPlace(place.Start - 1, place.End + 1) : place;
    }
}
