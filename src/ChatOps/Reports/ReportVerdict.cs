using ChatOps.Database.Checks;

namespace ChatOps.Reports;

/// <summary>The one-line answer of a report.</summary>
/// <param name="Worst">The worst severity found, or null when nothing was found.</param>
/// <param name="Incomplete">Something was not checked, so "nothing found" is not "nothing there".</param>
public sealed record ReportVerdict(int Errors, int Warnings, int Infos, Severity? Worst, bool Incomplete, string Sentence)
{
    internal static ReportVerdict Of(Report report)
    {
        var findings = report.Counted;
        int CountOf(Severity severity) => findings.Count(finding => finding.Severity == severity);
        var (errors, warnings, infos) = (CountOf(Severity.Error), CountOf(Severity.Warning), CountOf(Severity.Info));
        var incomplete = report.NotChecked.Count > 0;
        Severity? worst = findings.Count == 0 ? null : findings.Max(finding => finding.Severity);
        return new ReportVerdict(errors, warnings, infos, worst, incomplete, Say(report, worst, incomplete));
    }

    private static string Say(Report report, Severity? worst, bool incomplete)
    {
        if (report.Tables.Count == 0 && worst is null)
            return incomplete ? "Nothing could be checked." : "The database has no tables.";
        var sentence = report.Checks.Count == 0
            ? Describe(report)
            : worst switch
            {
                Severity.Error => "Some of the data is wrong or cannot be trusted.",
                Severity.Warning => "Usable, with weaknesses worth fixing.",
                _ when incomplete => "Nothing wrong was found in what could be checked.",
                _ => "Sound: nothing wrong was found.",
            };
        return incomplete ? $"{sentence} Not everything could be checked." : sentence;
    }

    private static string Describe(Report report)
    {
        if (report.Anomalies is not { } anomalies)
            return "Described; no rule was checked.";
        var odd = anomalies.Tables.Sum(table => table.Anomalies);
        return odd == 0 ? "No row stands out." : $"{Figures.Count(odd, "row")} {(odd == 1 ? "stands" : "stand")} out.";
    }
}
