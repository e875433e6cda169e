using ChatOps.Cards;

namespace ChatOps.Channels.Terminal;

/// <summary>One line on paper.</summary>
public sealed record TerminalLine(string Text, Tone Tone = Tone.Neutral, bool Strong = false, bool Subtle = false);
