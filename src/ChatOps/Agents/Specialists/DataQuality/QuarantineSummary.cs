using ChatOps.Database.Checks.RuleFiles.Quarantine;
using ChatOps.Reports;

namespace ChatOps.Agents.Specialists.DataQuality;

/// <summary>The output of a step that sets failing rows apart.</summary>
/// <param name="Place">The folder, or the table's name.</param>
internal sealed record QuarantineSummary(string Summary, string Place, long Rows, IReadOnlyList<QuarantinedTable> Tables, int NotChecked)
{
    public static QuarantineSummary Of(QuarantineResult result, string place) => new(
        $"{Figures.Count(result.Rows, "row")} of {Figures.Count(result.Tables.Count, "table")} set apart in {place}"
        + (result.NotChecked.Count == 0 ? "" : $", {result.NotChecked.Count} not checked"),
        place, result.Rows, result.Tables, result.NotChecked.Count);
}
