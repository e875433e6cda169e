using ChatOps.Database.Checks;
using ChatOps.Reports;

namespace ChatOps.Agents.Specialists;

/// <summary>The output of a step that checks: the counts, and where the full result is.</summary>
internal sealed record CheckSummary(string Summary, int Errors, int Warnings, int Infos, int NotChecked, string Result)
{
    public static CheckSummary Of(CheckResult result, string artifact)
    {
        var counted = result.Findings.Where(finding => finding.Excuse is null).ToList();
        int CountOf(Severity severity) => counted.Count(finding => finding.Severity == severity);
        var excused = result.Findings.Count - counted.Count;
        var (errors, warnings, infos) = (CountOf(Severity.Error), CountOf(Severity.Warning), CountOf(Severity.Info));
        var summary = counted.Count == 0
            ? "nothing found"
            : $"{Figures.Count(errors, "error")}, {Figures.Count(warnings, "warning")}, {Figures.Count(infos, "note")}";
        if (excused > 0)
            summary = $"{summary}, {excused} excused";
        return new CheckSummary(
            result.NotChecked.Count == 0 ? summary : $"{summary}, {result.NotChecked.Count} not checked",
            errors, warnings, infos, result.NotChecked.Count, artifact);
    }
}

/// <summary>The output of a step whose result others read: one line, and where the full result is.</summary>
internal sealed record ResultSummary(string Summary, string Result);
