using Microsoft.Extensions.Logging;

namespace ChatOps.Pipelines;

/// <summary>Everything that this project logs; no customer data.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "A transaction of {Count} writes to the state database was lost as a whole")]
    public static partial void TransactionLost(ILogger logger, Exception error, int count);

    [LoggerMessage(2, LogLevel.Critical, "The audit log does not fit its head file: somebody changed it from outside. 'audit verify' says where")]
    public static partial void AuditBroken(ILogger logger);

    [LoggerMessage(3, LogLevel.Error, "The audit head could not be written; the next commit tries again")]
    public static partial void AuditHeadLate(ILogger logger, Exception error);

    [LoggerMessage(4, LogLevel.Warning, "The run {RunId} could not be written and waits {Seconds} s")]
    public static partial void CommitPostponed(ILogger logger, Exception error, string runId, double seconds);

    [LoggerMessage(5, LogLevel.Error, "Incident {Incident} in {Where}")]
    public static partial void Unexpected(ILogger logger, Exception error, string incident, string where);

    [LoggerMessage(6, LogLevel.Information, "The run {RunId} was taken over by another owner or has ended; this one lets go")]
    public static partial void RunLost(ILogger logger, string runId);

    [LoggerMessage(7, LogLevel.Warning, "The targets of {Where} could not be looked at after the step; the next step expects what was seen before it")]
    public static partial void TargetsUnknownAfter(ILogger logger, Exception error, string where);

    [LoggerMessage(8, LogLevel.Error, "The run {RunId} could not be worked on; it is tried again")]
    public static partial void RunPostponed(ILogger logger, Exception error, string runId);

    [LoggerMessage(9, LogLevel.Information, "{Count} unfinished runs go on")]
    public static partial void Resuming(ILogger logger, int count);

    [LoggerMessage(10, LogLevel.Error, "Expired approval requests could not be closed; it is tried again")]
    public static partial void SweepFailed(ILogger logger, Exception error);

    [LoggerMessage(11, LogLevel.Error, "A change of the state was kept, but what follows a commit failed")]
    public static partial void AfterCommitFailed(ILogger logger, Exception error);
}
