using ChatOps.Agents.Models;
using ChatOps.Reports;
using ChatOps.Reports.Html;

namespace ChatOps.Agents.Explaining;

/// <summary>What differs between two schemas, for the schema validator.</summary>
internal static class DriftSubject
{
    /// <returns>Null where nothing differs.</returns>
    public static ExplanationSubject? Of(SchemaDrift drift)
    {
        if (drift.Changes.Count == 0)
            return null;
        var told = drift.Changes.Take(ExplanationSubject.MostItems).ToList();
        var further = drift.Changes.Count - told.Count;
        var figures = new ResultFigures(drift.Changes.SelectMany(change => change.Columns.Append(change.Table)).Concat([drift.From, drift.To])).Add(drift.Changes.Count, further);
        foreach (var change in told)
            figures.Add(change.Message).Add(change.Before).Add(change.After);
        return new ExplanationSubject
        {
            Agent = "schema-validator",
            Title = $"Differences of {drift.To} from {drift.From}",
            About = $"{drift.From}, {drift.To}",
            Items = [.. told.Select((change, index) => new ExplainedItem($"d{index + 1}", new { change.Rule, change.Severity, change.Change, change.Object, change.Table, change.Columns, change.Before, change.After, change.RenamedTo, change.Message }))],
            Whole = new { differences = drift.Changes.Count, not_told = further, measure = drift.From, looked_at = drift.To },
            Figures = figures.ToString(),
            Template = [.. ExplanationSubject.Told([.. drift.Changes.Select(change => $"{HtmlReport.Word(change.Severity)}: {change.Message}")], drift.Changes.Count, "further difference")],
        };
    }
}
