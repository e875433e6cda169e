using ChatOps.Pipelines.Runs;

namespace ChatOps.Commands;

/// <summary>Tells on standard error how a run goes, so that standard output stays one document.</summary>
internal static class RunProgress
{
    public static Task SayAsync(RunEvent change)
    {
        var line = change.Kind switch
        {
            RunEventKind.StepStarted => $"{change.StepId} ...",
            RunEventKind.StepSucceeded => $"{change.StepId} done",
            RunEventKind.StepRetrying => $"{change.StepId} is tried again",
            RunEventKind.StepFailed => $"{change.StepId} failed",
            RunEventKind.StepSkipped => $"{change.StepId} skipped",
            _ => null,
        };
        return line is null || change.Item is not null ? Task.CompletedTask : Console.Error.WriteLineAsync(line);
    }
}
