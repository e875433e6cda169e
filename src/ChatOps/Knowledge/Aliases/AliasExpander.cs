using System.Text;

namespace ChatOps.Knowledge.Aliases;

/// <summary>
/// Replaces aliases by what they stand for, before anything else reads the text. An alias that begins the text takes its
/// values from what follows, the last place all of it; one within the text takes a word for each place, and counts only
/// where its name cannot be an ordinary word. What fills a place is never read again.
/// </summary>
public sealed class AliasExpander
{
    /// <summary>Aliases within aliases that are followed.</summary>
    public const int Deepest = 8;

    /// <summary>Characters that a request may have.</summary>
    public const int Longest = 2000;

    private readonly Func<string, AliasVersion?> _find;
    private readonly List<AliasVersion> _used = [];
    private AliasExpansion? _problem;

    private AliasExpander(Func<string, AliasVersion?> find) => _find = find;

    /// <summary>What a text comes to.</summary>
    /// <param name="find">The alias of a name, or null.</param>
    public static AliasExpansion Expand(string text, Func<string, AliasVersion?> find)
    {
        var expander = new AliasExpander(find);
        var expanded = expander.Replace(text, []);
        if (expander._problem is { } problem)
            return problem;
        return expander._used.Count == 0
            ? new AliasExpansion.Plain()
            : new AliasExpansion.Expanded(expanded, [.. expander._used.DistinctBy(alias => AliasName.KeyOf(alias.Name))]);
    }

    /// <param name="path">The names of the aliases that the text stands in.</param>
    private string Replace(string text, IReadOnlyList<string> path)
    {
        var words = AliasWord.In(text);
        var expanded = new StringBuilder();
        var at = 0;
        for (var index = 0; index < words.Count && _problem is null; index++)
        {
            var word = words[index];
            if (word.IsQuoted || _find(word.Value) is not { } alias || (index > 0 && !AliasName.IsUnlikeWords(word.Value)))
                continue;
            var inside = Inside(alias, path);
            var (values, last) = Values(text, words, index, alias);
            expanded.Append(text, at, word.Start - at).Append(AliasPlaces.Fill(inside, values));
            (at, index) = (last == index ? word.End : words[last].After, last);
            if (expanded.Length > Longest)
                _problem ??= new AliasExpansion.TooLong([.. path, alias.Name]);
        }

        return expanded.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>What the alias stands for, with the aliases in it replaced and its own places still open.</summary>
    private string Inside(AliasVersion alias, IReadOnlyList<string> path)
    {
        IReadOnlyList<string> deeper = [.. path, alias.Name];
        if (path.Any(name => AliasName.KeyOf(name) == AliasName.KeyOf(alias.Name)))
            _problem ??= new AliasExpansion.Cycle(deeper);
        else if (deeper.Count > Deepest)
            _problem ??= new AliasExpansion.TooDeep(deeper);
        if (_problem is not null)
            return "";
        _used.Add(alias);
        return Replace(alias.StandsFor, deeper);
    }

    /// <summary>The value of each place, and the index of the last word that one of them took.</summary>
    private (Dictionary<string, string> Values, int Last) Values(string text, IReadOnlyList<AliasWord> words, int index, AliasVersion alias)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var places = AliasPlaces.Of(alias.StandsFor);
        var last = index;
        foreach (var place in places)
        {
            if (last + 1 >= words.Count)
            {
                _problem ??= new AliasExpansion.ValueMissing(alias, place);
                break;
            }

            var first = words[last + 1];
            last = index == 0 && values.Count == places.Count - 1 ? words.Count - 1 : last + 1;
            values[place] = text[first.Before..words[last].After];
        }

        return (values, last);
    }
}
