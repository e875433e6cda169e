using Microsoft.Extensions.Logging;

namespace ChatOps.Channels.DirectLine;

/// <summary>What this room logs, events 300 to 399.</summary>
internal static partial class DirectLineLog
{
    [LoggerMessage(300, LogLevel.Warning, "The message {ActivityId} was handed in, but that could not be noted; the next start hands it in again, which changes nothing")]
    public static partial void NotMarked(ILogger logger, Exception problem, string activityId);

    [LoggerMessage(301, LogLevel.Warning, "Messages that a crash left unanswered wait until the state database takes writes again")]
    public static partial void LateHandInWaits(ILogger logger, Exception problem);
}
