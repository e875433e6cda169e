using ChatOps.Cards;

namespace ChatOps.Conversation;

/// <summary>One thing somebody said or pressed, free of any channel.</summary>
public sealed record Turn
{
    /// <summary>Unique per channel and message; the same message delivered twice has the same id and is one turn.</summary>
    public required string Id { get; init; }

    public required string ConversationId { get; init; }

    /// <summary>The channel's name, such as <c>web</c> or <c>terminal</c>.</summary>
    public required string Channel { get; init; }

    /// <summary>Who the channel says it is, in the channel's own terms.</summary>
    public required string Identity { get; init; }

    /// <summary>The words, or null when a button was pressed.</summary>
    public string? Text { get; init; }

    /// <summary>The press, or null when words were written.</summary>
    public ActionPayload? Action { get; init; }

    /// <summary>When the person last proved who they are on this channel, or null when it cannot tell.</summary>
    public DateTimeOffset? SignedInAt { get; init; }
}
