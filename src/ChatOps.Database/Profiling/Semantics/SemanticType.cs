namespace ChatOps.Database.Profiling.Semantics;

/// <summary>Whether a text, without white space around it, is of the type.</summary>
internal delegate bool TextTest(ReadOnlySpan<byte> text);

/// <summary>Something that texts can mean.</summary>
/// <param name="Id">Stable, kebab case, such as <c>e-mail</c>.</param>
/// <param name="Test">What the text itself must look like.</param>
internal sealed record SemanticType(string Id, TextTest Test)
{
    /// <summary>The share of the texts that must pass, 0..1.</summary>
    internal double Share { get; init; } = 0.9;

    /// <summary>The same where the column's name says so too.</summary>
    internal double NamedShare { get; init; } = 0.7;

    /// <summary>Words of a column's name that say so.</summary>
    internal NameHint Hint { get; init; } = NameHint.None;

    /// <summary>The look alone proves nothing; the name has to say so.</summary>
    internal bool NeedsName { get; init; }
}

/// <summary>Words, one of which a column's name must hold, and words that speak against it.</summary>
internal sealed record NameHint(IReadOnlySet<string> Words, IReadOnlySet<string> Against)
{
    internal static NameHint None { get; } = Of("");

    internal static NameHint Of(string words, string against = "") => new(Set(words), Set(against));

    /// <param name="nameWords">The name's words in lower case; two or three in a row also count as one.</param>
    internal bool Fits(IReadOnlyList<string> nameWords) =>
        Enumerable.Range(0, nameWords.Count).Any(start => Enumerable.Range(1, 3).Any(length => Words.Contains(string.Concat(nameWords.Skip(start).Take(length)))))
        && !nameWords.Any(Against.Contains);

    private static HashSet<string> Set(string words) => new(words.Split(' ', StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
}
