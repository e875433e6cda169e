namespace ChatOps.Cards;

/// <summary>How much of a card is drawn. Tighter limits are tried until the card is small enough for its channel.</summary>
/// <param name="Blocks">Parts of the body.</param>
/// <param name="Items">Rows of a table, steps, facts or bars of one block.</param>
/// <param name="Letters">Of one text.</param>
/// <param name="Choices">Of one field; a field with more becomes a line of text, so that no choice is lost.</param>
internal sealed record CardLimits(int Blocks, int Items, int Letters, int Choices)
{
    public static IReadOnlyList<CardLimits> FromRoomyToTight { get; } =
    [
        new(40, 60, 4000, 100),
        new(30, 30, 2000, 60),
        new(24, 20, 1000, 40),
        new(20, 10, 500, 20),
        new(14, 6, 250, 10),
        new(8, 4, 120, 0),
        new(0, 0, 120, 0),
    ];

    /// <summary>The text, cut between letters (never within a surrogate pair) with an ellipsis when it is too long.</summary>
    public string Cut(string text)
    {
        if (text.Length <= Letters)
            return text;
        var end = Letters - 4;
        if (char.IsHighSurrogate(text[end - 1]))
            end--;
        return text[..end] + " ...";
    }
}
