namespace ChatOps.Agents.Planner.Language;

/// <summary>A word, phrase, name or mark of the request, with everything that it can stand for.</summary>
internal sealed record Item
{
    /// <summary>As the person wrote it.</summary>
    public required string Text { get; init; }

    public required string Key { get; init; }

    public required TokenKind Kind { get; init; }

    public bool Quoted { get; init; }

    public int Start { get; init; }

    public int End { get; init; }

    /// <summary>Index of its first token, and behind its last.</summary>
    public (int From, int To) Tokens { get; init; }

    public IReadOnlySet<Concept> Concepts { get; init; } = new HashSet<Concept>();

    /// <summary>Connections of exactly this name or alias; more than one only when a configuration makes names that compare alike.</summary>
    public IReadOnlyList<CatalogConnection> Named { get; init; } = [];

    /// <summary>The job of exactly this name; else null.</summary>
    public CatalogJob? Job { get; init; }

    /// <summary>The word it was taken for when it was misspelt; else null.</summary>
    public string? ReadAs { get; init; }

    public bool Is(Concept concept) => Concepts.Contains(concept);

    public bool IsAny(params ReadOnlySpan<Concept> concepts)
    {
        foreach (var concept in concepts)
        {
            if (Concepts.Contains(concept))
                return true;
        }

        return false;
    }

    /// <summary>It was said: no mark, no mention of the bot.</summary>
    public bool IsSpoken => Kind is TokenKind.Word or TokenKind.Path or TokenKind.Recipient;

    /// <summary>Nothing is known about it: a candidate for a name.</summary>
    public bool IsLeftover => Kind == TokenKind.Word && Named.Count == 0 && Job is null && (Quoted || Concepts.Count == 0);

    public bool IsMark(char mark) => Kind == TokenKind.Punctuation && Key[0] == mark;
}
