namespace ChatOps.Cards;

/// <summary>
/// What the bot shows, free of any channel: a title, blocks and actions. Channels render it (Adaptive Card 1.5,
/// Block Kit, terminal text). All text is literal: renderers escape what their format would interpret.
/// </summary>
public sealed record Card
{
    public required string Title { get; init; }

    /// <summary>One line under the title, or null.</summary>
    public string? Subtitle { get; init; }

    public Tone Tone { get; init; }

    public IReadOnlyList<CardBlock> Blocks { get; init; } = [];

    public IReadOnlyList<CardAction> Actions { get; init; } = [];

    /// <summary>The whole message in one line, for notifications and screen readers.</summary>
    public required string Summary { get; init; }
}

/// <summary>The colour of a message: what a glance should tell.</summary>
public enum Tone
{
    Neutral,
    Good,
    Warning,
    Bad,
}
