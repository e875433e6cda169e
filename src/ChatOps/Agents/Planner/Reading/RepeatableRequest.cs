using System.Text;
using ChatOps.Agents.Planner.Clauses;
using ChatOps.Agents.Planner.Language;

namespace ChatOps.Agents.Planner.Reading;

/// <summary>A request in words that can be read again when nothing else is remembered.</summary>
internal static class RepeatableRequest
{
    private const string Opening = "\"'`“„«‘";
    private const string Closing = "\"'`”“»’";

    /// <summary>See <see cref="Plan.Request"/>; null where nothing is to be done.</summary>
    /// <param name="places">Where the text names databases.</param>
    public static string? Of(Interpretation read, Speech speech, PlannerRequest request, IReadOnlyList<NamedPlace> places)
    {
        if (read.Operations.Count == 0)
            return null;
        // "the same for crm" says nothing by itself.
        if (speech.Items.Any(item => item.IsAny(Concept.Same, Concept.Again, Concept.Retry)))
            return Understood.Of(read);
        // A text about several databases names them all, or says "all"; it stays as it is.
        return read.Operations.All(operation => operation.Target is null) && read.Operations.Select(operation => operation.Database).OfType<string>().Distinct().ToArray() is [var only]
            ? About(request.Text, places, Written(only, request))
            : request.Text;
    }

    /// <summary>The text about another database.</summary>
    public static string About(string text, string database, PlannerRequest request)
    {
        var named = NameSense.Settle(Tagger(request).Tag(text), request.Catalog.Connections).Where(item => item.Named.Count > 0);
        return About(text, [.. named.Select(item => new NamedPlace(item.Start, item.End))], Written(database, request));
    }

    // Without quotation marks where the words can be nothing but the name.
    private static string Written(string database, PlannerRequest request) =>
        Tagger(request).Tag(database) is [{ Named.Count: 1, Concepts.Count: 0 }] ? database : Quoted(database);

    private static Tagger Tagger(PlannerRequest request) => new(Lexicon.Default, request.Catalog.Connections);

    /// <summary>The text with every named place replaced by the name; with none, the name is added at the end.</summary>
    /// <param name="name">As it is to be written, quoted where it has to be.</param>
    private static string About(string text, IReadOnlyList<NamedPlace> places, string name)
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
    private static string Quoted(string name) =>
        !name.Contains('"') ? $"\"{name}\"" : !name.Contains('`') ? $"`{name}`" : $"«{name}»";

    private static NamedPlace WithQuotes(string text, NamedPlace place)
    {
        var mark = place.Start > 0 ? Opening.IndexOf(text[place.Start - 1]) : -1;
        return mark >= 0 && place.End < text.Length && text[place.End] == Closing[mark] ? new NamedPlace(place.Start - 1, place.End + 1) : place;
    }
}
