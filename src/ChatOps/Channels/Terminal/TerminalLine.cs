using ChatOps.Cards;

namespace ChatOps.Channels.Terminal;

/// <summary>One line on paper.</summary>
/// <param name="OnlyOnce">Part of a card's first print only: figures and steps that have not changed in kind.</param>
public sealed record TerminalLine(string Text, Tone Tone = Tone.Neutral, bool Strong = false, bool Subtle = false, bool OnlyOnce = false);
