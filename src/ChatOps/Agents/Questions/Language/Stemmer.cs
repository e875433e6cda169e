namespace ChatOps.Agents.Questions.Language;

/// <summary>
/// Takes endings off words, by suffix lists in the manner of Porter (1980), much shortened: names of tables and columns are nouns, and the
/// same list is applied to both sides of a comparison.
/// </summary>
internal sealed class Stemmer
{
    private static readonly string[] EnglishDerived =
        ["ization", "ations", "ation", "ition", "ments", "ment", "ings", "ship", "ance", "ence", "ness", "able", "ible", "ions", "ion", "ing", "ate", "ure", "ers", "ors", "ity", "ual", "er", "or", "ed", "al", "ly", "es", "e", "y", "s", "d"];

    private static readonly string[] Genitive = ["s"];
    private static readonly string[] GermanEndings = ["innen", "in", "en", "em", "e", "n"];
    private static readonly string[] GermanDerived = ["ungen", "ung", "lich", "keit", "heit", "igen", "ige", "ig", "eten", "ten", "ete", "et", "te", "t"];

    /// <summary>What stands before the "ge" of a participle: "aus-ge-zeichnet".</summary>
    private static readonly string[] GermanSeparable = ["heraus", "zuruck", "durch", "unter", "uber", "nach", "teil", "fest", "auf", "aus", "ein", "mit", "vor", "bei", "ab", "an", "um", "zu"];
    private static readonly string[] SpanishEndings = ["es", "as", "os", "a", "o", "e", "s"];
    private static readonly string[] SpanishDerived = ["aciones", "acion", "mente", "ado", "ada", "ido", "ida", "ar", "er", "ir"];

    private readonly Func<string, string> _stem;
    private readonly string[] _derived;

    private Stemmer(Func<string, string> stem, string[] derived) => (_stem, _derived) = (stem, derived);

    public static Stemmer For(string language) => language switch
    {
        "de" => new Stemmer(German, GermanDerived),
        "es" => new Stemmer(key => Strip(key, SpanishEndings, 3), SpanishDerived),
        _ => new Stemmer(English, EnglishDerived),
    };

    /// <summary>Without the endings of number and case.</summary>
    public string Stem(string key) => _stem(key);

    /// <summary>Also without the endings that make one kind of word of another.</summary>
    public string Root(string key)
    {
        var stem = _stem(key);
        var root = Strip(Strip(stem, _derived, 3), _derived, 4);
        if (_derived != GermanDerived)
            return root;
        // "behandelt" and "Behandlung": the e of a verb in -eln is not there in its noun.
        root = root.Length > 4 && root.EndsWith("el", StringComparison.Ordinal) ? root[..^2] + "l" : root;
        return root != stem ? Unjoined(root) : root;
    }

    /// <summary>A participle's root is that of its noun: "ausgezeichnet" and "Auszeichnung", "gegründet" and "Gründung".</summary>
    private static string Unjoined(string root)
    {
        const string Joint = "ge";
        foreach (var prefix in GermanSeparable)
        {
            if (root.StartsWith(prefix + Joint, StringComparison.Ordinal) && root.Length - prefix.Length - Joint.Length >= 3)
                return prefix + root[(prefix.Length + Joint.Length)..];
        }

        return root.StartsWith(Joint, StringComparison.Ordinal) && root.Length >= Joint.Length + 5 ? root[Joint.Length..] : root;
    }

    private static string English(string key)
    {
        if (key.Length < 4 || !key.EndsWith('s') || key.EndsWith("ss", StringComparison.Ordinal) || key.EndsWith("us", StringComparison.Ordinal) || key.EndsWith("is", StringComparison.Ordinal))
            return key;
        if (key.EndsWith("ies", StringComparison.Ordinal) && key.Length > 4)
            return key[..^3] + "y";
        return EndsWithAny(key, "sses", "ches", "shes", "xes", "zes") ? key[..^2] : key[..^1];
    }

    private static bool EndsWithAny(string key, params ReadOnlySpan<string> endings)
    {
        foreach (var ending in endings)
        {
            if (key.EndsWith(ending, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    // The genitive's s stands behind other endings, and may belong to the word: des Ladens, der Preis.
    private static string German(string key)
    {
        // Names of tables often write ue for ü, and word keys have no umlauts.
        key = key.Replace("ae", "a", StringComparison.Ordinal).Replace("oe", "o", StringComparison.Ordinal).Replace("ue", "u", StringComparison.Ordinal);
        var stem = Strip(key, Genitive, 4);
        // The n of "Option" is no ending, or its plural would be another word.
        if (!stem.EndsWith("ion", StringComparison.Ordinal))
            stem = Strip(stem, GermanEndings, 3);
        return Strip(stem, Genitive, 4);
    }

    private static string Strip(string key, IReadOnlyList<string> endings, int rest)
    {
        foreach (var ending in endings)
        {
            if (key.Length - ending.Length >= rest && key.EndsWith(ending, StringComparison.Ordinal))
                return key[..^ending.Length];
        }

        return key;
    }
}
