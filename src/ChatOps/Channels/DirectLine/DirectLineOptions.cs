namespace ChatOps.Channels.DirectLine;

/// <summary>The <c>DirectLine</c> section.</summary>
public sealed class DirectLineOptions
{
    /// <summary>
    /// Lets another program ask for tokens with <c>Authorization: Bearer</c>. Null: only signed-in people of the web
    /// page get tokens. At least 32 characters.
    /// </summary>
    public string? Secret { get; init; }

    /// <summary>How long a token is good for; clients refresh theirs well before.</summary>
    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>UTF-8 bytes of the words of one message.</summary>
    public int MaxTextBytes { get; init; } = 32 * 1024;

    /// <summary>Bytes of one request that carries an activity.</summary>
    public int MaxBodyBytes { get; init; } = 256 * 1024;

    /// <summary>Bytes of one upload, its parts taken together.</summary>
    public int MaxUploadBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Messages that one person may send at once before <see cref="MessagesPerMinute"/> counts.</summary>
    public int MessageBurst { get; init; } = 30;

    /// <summary>Messages that one person may send a minute in the long run.</summary>
    public int MessagesPerMinute { get; init; } = 60;

    /// <summary>Open streams that one conversation may have, such as browser tabs; the next one is refused.</summary>
    public int StreamsPerConversation { get; init; } = 16;

    /// <summary>A reader that does not take a message for so long is disconnected, and reads on when it returns.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Everything that is wrong, each naming its key.</summary>
    public IEnumerable<string> Validate()
    {
        if (Secret is { Length: < 32 })
            yield return "DirectLine:Secret is too short; use at least 32 random characters.";
        if (TokenLifetime < TimeSpan.FromMinutes(1) || TokenLifetime > TimeSpan.FromDays(1))
            yield return "DirectLine:TokenLifetime must be between one minute and one day.";
        foreach (var (key, value) in Counts().Where(count => count.Value <= 0))
            yield return $"DirectLine:{key} is {value}; it must be above zero.";
        if (MaxTextBytes > MaxBodyBytes)
            yield return "DirectLine:MaxTextBytes is above DirectLine:MaxBodyBytes, so it could never be reached.";
        if (SendTimeout <= TimeSpan.Zero)
            yield return "DirectLine:SendTimeout must be above zero.";
    }

    private IEnumerable<(string Key, int Value)> Counts() =>
    [
        (nameof(MaxTextBytes), MaxTextBytes),
        (nameof(MaxBodyBytes), MaxBodyBytes),
        (nameof(MaxUploadBytes), MaxUploadBytes),
        (nameof(MessageBurst), MessageBurst),
        (nameof(MessagesPerMinute), MessagesPerMinute),
        (nameof(StreamsPerConversation), StreamsPerConversation),
    ];
}
