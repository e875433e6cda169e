using System.Text.Json;
using ChatOps.Cards;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Engine;
using ChatOps.Pipelines.Runs;
using ChatOps.Reports;

namespace ChatOps.Conversation.Presentation;

/// <summary>One step as a line of a card.</summary>
internal static class StepLine
{
    public static CardStep Of(StepDefinition step, Run run, StepCatalog types)
    {
        var type = types.Find(step.Type);
        var summary = run.Steps.FirstOrDefault(item => item.StepId == step.Id && item.Item is null);
        var status = summary?.Status ?? StepStatus.Pending;
        return new CardStep(
            step.Title ?? type?.Title ?? step.Type,
            type?.Owner ?? "unknown",
            Risk(type),
            Word(status),
            ToneOf(status),
            Detail(summary, run));
    }

    private static string Risk(StepType? type) => type?.Risk switch
    {
        RiskClass.Read => "reads",
        RiskClass.Send => "sends",
        RiskClass.Files => "writes files",
        RiskClass.Write => "writes",
        RiskClass.Destructive => "removes",
        _ => "unknown",
    };

    private static string Word(StepStatus status) => status switch
    {
        StepStatus.Pending => "waiting",
        StepStatus.WaitingForApproval => "needs a decision",
        StepStatus.Running => "running",
        StepStatus.Succeeded => "done",
        StepStatus.Failed => "failed",
        StepStatus.Skipped => "skipped",
        StepStatus.Cancelled => "cancelled",
        _ => "parked",
    };

    private static Tone ToneOf(StepStatus status) => status switch
    {
        StepStatus.Succeeded => Tone.Good,
        StepStatus.Failed or StepStatus.Parked => Tone.Bad,
        StepStatus.WaitingForApproval => Tone.Warning,
        _ => Tone.Neutral,
    };

    private static string? Detail(StepRun? step, Run run)
    {
        if (step is null)
            return null;
        // The run says it once already; and that something did not run because something else failed shows by itself.
        if (step.Error is { } error)
            return step.Status == StepStatus.Failed && run.Error?.Contains(error, StringComparison.Ordinal) != true ? error : null;
        if (step is { Status: StepStatus.Running, Progress: { } progress })
            return Progress(progress);
        return step.Output is { ValueKind: JsonValueKind.Object } output && output.TryGetProperty("summary", out var summary)
            ? summary.GetString()
            : null;
    }

    /// <summary>How far a step is, such as "12,000 of 50,000 rows, orders".</summary>
    public static string Progress(StepProgress progress)
    {
        var note = progress.Note is { } text ? $", {text}" : "";
        return progress.Total is { } total
            ? $"{Figures.Number(progress.Done)} of {Figures.Number(total)} {progress.Unit}{note}"
            : $"{Figures.Number(progress.Done)} {progress.Unit}{note}";
    }
}
