using ChatOps.Database.Checks;
using ChatOps.Pipelines.Runs;
using ChatOps.Reports;

namespace ChatOps.Conversation.Presentation;

/// <summary>Answers to "why" and "explain".</summary>
internal static class Explanations
{
    /// <summary>What a rule looks for, or null when there is no such rule.</summary>
    public static string? OfRule(string? id) =>
        id is not null && RuleCatalog.Find(id) is { } rule ? $"{rule.Id} ({rule.Severity.ToString().ToLowerInvariant()}): {rule.Explanation}" : null;

    public static string OfRun(Run run)
    {
        var failed = run.Steps.Where(step => step.Item is null && step.Error is not null).Select(step => $"{step.StepId}: {step.Error}").ToList();
        var about = $"Run {run.Id} ({run.Definition.Name}) is {ListCards.Word(run.Status)}, with {Figures.Count(run.Definition.Steps.Count, "step")}.";
        return failed.Count > 0
            ? $"{about} {string.Join(" ", failed)}"
            : run.Error is { } error ? $"{about} {error}" : $"{about} {(run.EndedAt is null ? "Nothing has gone wrong so far." : "Every step that ran did what it should; what was found stands in its report, with the SQL that proves it.")}";
    }
}
