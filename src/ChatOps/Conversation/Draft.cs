namespace ChatOps.Conversation;

/// <summary>A reply that is still being written, shown as far as it is, at most twice a second.</summary>
/// <param name="show">Shows these words in place of those before.</param>
internal sealed class Draft(Func<string, CancellationToken, Task> show, TimeProvider clock)
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);

    private string _shown = "";
    private long? _shownAt;

    /// <summary>Shows the words, unless they stand there already or others were shown a moment ago.</summary>
    public async Task ShowAsync(string text, CancellationToken cancellationToken)
    {
        if (text == _shown || (_shownAt is { } before && clock.GetElapsedTime(before) < Pace))
            return;
        await show(text, cancellationToken);
        (_shown, _shownAt) = (text, clock.GetTimestamp());
    }
}
