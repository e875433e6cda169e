using ChatOps.Conversation;

namespace ChatOps.Channels.DirectLine;

/// <summary>A conversation as stored.</summary>
/// <param name="Watermark">That of its newest activity; 0 before the first.</param>
internal sealed record StoredConversation(string Id, string UserId, long Watermark);

/// <summary>An activity as stored: its newest version only.</summary>
/// <param name="Watermark">Position of this version; a replaced activity moves to the end.</param>
/// <param name="Json">The activity as sent to clients.</param>
internal sealed record StoredActivity(string Id, long Watermark, string Json);

/// <summary>A turn that a stored activity asks for.</summary>
internal sealed record WaitingTurn(string ActivityId, Turn Turn);
