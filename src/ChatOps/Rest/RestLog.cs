using Microsoft.Extensions.Logging;

namespace ChatOps.Rest;

/// <summary>What this room logs, events 200 to 299.</summary>
internal static partial class RestLog
{
    [LoggerMessage(200, LogLevel.Error, "Incident {Incident}: the request for {Path} failed")]
    public static partial void RequestFailed(ILogger logger, Exception problem, string incident, string path);
}
