namespace ChatOps;

/// <summary>Everything the application logs. No text of a person or a database above Trace.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "Turn {TurnId} waits: the state database takes no writes")]
    public static partial void TurnWaits(ILogger logger, Exception problem, string turnId);

    [LoggerMessage(2, LogLevel.Debug, "No channel {Channel} here; message {MessageId} stays in the outbox")]
    public static partial void NoPort(ILogger logger, string channel, string messageId);

    [LoggerMessage(3, LogLevel.Error, "Incident {Incident}: turn {TurnId} failed")]
    public static partial void TurnFailed(ILogger logger, Exception problem, string incident, string turnId);

    [LoggerMessage(4, LogLevel.Error, "The card of run {RunId} could not be shown; it is tried again")]
    public static partial void CardNotShown(ILogger logger, Exception problem, string runId);

    [LoggerMessage(6, LogLevel.Error, "Turn {TurnId} could not be answered; it is tried again at the next start")]
    public static partial void TurnGivenUp(ILogger logger, Exception problem, string turnId);

    [LoggerMessage(7, LogLevel.Error, "The cards of runs cannot be kept up to date right now; it is tried again")]
    public static partial void AnnouncerStumbled(ILogger logger, Exception problem);

    [LoggerMessage(8, LogLevel.Error, "A message in the outbox could not be delivered; it stays there")]
    public static partial void NotDelivered(ILogger logger, Exception problem);

    [LoggerMessage(9, LogLevel.Error, "A stored turn cannot be read and is passed over")]
    public static partial void TurnUnreadable(ILogger logger, Exception problem);

    [LoggerMessage(10, LogLevel.Critical, "A background part of the program failed")]
    public static partial void PartFailed(ILogger logger, Exception problem);

    [LoggerMessage(11, LogLevel.Warning, "The prompt files were changed and are wrong, so those before stay in use: {Errors}")]
    public static partial void PromptsRefused(ILogger logger, string errors);

    [LoggerMessage(30, LogLevel.Warning, "The embedding endpoint failed; documents were searched by words only")]
    public static partial void EmbeddingFailed(ILogger logger, Exception problem);

    [LoggerMessage(5, LogLevel.Information, "Serving on {Address}, data in {Folder}")]
    public static partial void Serving(ILogger logger, string address, string folder);
}
