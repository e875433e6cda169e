namespace ChatOps.Pipelines.State;

/// <summary>
/// The state database could not be read or written; nothing of the failed write was kept. The message says what
/// happened, what was not done and what to do, and may be shown to people.
/// </summary>
public sealed class StateUnavailableException : Exception
{
    public StateUnavailableException(string message, bool isTransient, Exception? innerException = null)
        : base(message, innerException) => IsTransient = isTransient;

    /// <summary>The same write may succeed later, for example once there is room on the disk again.</summary>
    public bool IsTransient { get; }
}
