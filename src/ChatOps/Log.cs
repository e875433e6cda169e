namespace ChatOps;

/// <summary>Everything the application logs. No text of a person or a database above Trace.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "Turn {TurnId} could not be answered; it is answered at the next start")]
    public static partial void TurnNotKept(ILogger logger, Exception problem, string turnId);

    [LoggerMessage(2, LogLevel.Debug, "No channel {Channel} here; message {MessageId} stays in the outbox")]
    public static partial void NoPort(ILogger logger, string channel, string messageId);

    [LoggerMessage(3, LogLevel.Error, "Incident {Incident}: turn {TurnId} failed")]
    public static partial void TurnFailed(ILogger logger, Exception problem, string incident, string turnId);

    [LoggerMessage(4, LogLevel.Error, "The card of run {RunId} could not be shown; it is tried again")]
    public static partial void CardNotShown(ILogger logger, Exception problem, string runId);

    [LoggerMessage(5, LogLevel.Information, "Serving on {Address}, data in {Folder}")]
    public static partial void Serving(ILogger logger, string address, string folder);
}
