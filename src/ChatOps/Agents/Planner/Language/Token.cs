namespace ChatOps.Agents.Planner.Language;

/// <summary>A piece of the text.</summary>
/// <param name="Key">The form in which it is compared, see <see cref="WordKey"/>; for punctuation the character itself.</param>
/// <param name="Quoted">It stood in quotation marks, so it is a name and never a verb.</param>
/// <param name="Start">Offset in the cleaned text.</param>
/// <param name="End">Offset behind the last character.</param>
internal sealed record Token(string Key, TokenKind Kind, bool Quoted, int Start, int End);

/// <summary>What a token is.</summary>
internal enum TokenKind
{
    Word,

    Punctuation,

    /// <summary>The "'s" of "demo's" and "what's".</summary>
    Clitic,

    /// <summary>A file path or an address of a database; chat takes neither.</summary>
    Path,

    /// <summary>An e-mail address or a #channel.</summary>
    Recipient,

    /// <summary>An @mention, of the bot as a rule.</summary>
    Mention,
}
