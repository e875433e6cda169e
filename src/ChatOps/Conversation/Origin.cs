namespace ChatOps.Conversation;

/// <summary>Where a run was asked for, in the form in which the engine carries it.</summary>
internal sealed record Origin(string Channel, string ConversationId)
{
    private const string Prefix = "conversation/";

    public static Origin Of(Turn turn) => new(turn.Channel, turn.ConversationId);

    /// <summary>The conversation behind a run's origin, or null when it came from elsewhere.</summary>
    public static Origin? Parse(string? origin) =>
        origin is not null && origin.StartsWith(Prefix, StringComparison.Ordinal) && origin[Prefix.Length..].Split('/', 2) is [var channel, var conversation]
            ? new Origin(channel, conversation)
            : null;

    public override string ToString() => $"{Prefix}{Channel}/{ConversationId}";
}
