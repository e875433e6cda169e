namespace ChatOps.Agents.Questions.Language;

/// <summary>One word, number, quoted text or mark of a question.</summary>
/// <param name="Text">As written, without its quotes.</param>
/// <param name="Key">The form in which words are compared; for a mark the character itself.</param>
/// <param name="Stem">The key without the endings of number and case.</param>
internal sealed record QuestionWord(string Text, string Key, string Stem, WordKind Kind)
{
    /// <summary>The value where it is a number, also one in words.</summary>
    public decimal? Number { get; init; }

    /// <summary>Written with a capital, as names are.</summary>
    public bool IsCapital => Text.Length > 0 && char.IsUpper(Text[0]);
}

/// <summary>What a word is by its shape.</summary>
internal enum WordKind
{
    Word,

    /// <summary>Digits, with or without a decimal point.</summary>
    Number,

    /// <summary>Everything between two quotation marks.</summary>
    Quoted,

    /// <summary>Ends a sentence: full stop, question mark, semicolon.</summary>
    Stop,

    Comma,

    /// <summary>A sign of comparison such as &gt;=.</summary>
    Sign,

    /// <summary>The 's and the lone apostrophe behind an owner.</summary>
    Possessive,
}
