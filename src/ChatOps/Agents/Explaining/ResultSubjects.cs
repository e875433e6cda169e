using ChatOps.Reports;

namespace ChatOps.Agents.Explaining;

/// <summary>What there is to explain in a step's result.</summary>
internal static class ResultSubjects
{
    /// <param name="part">As a step kept it for the report, so with personal data masked unless the connection shows it.</param>
    public static IEnumerable<ExplanationSubject> Of(string connection, ReportPart part)
    {
        // Only the schema validator keeps the structure beside its findings.
        var ofSchema = part.Schema is not null;
        if (part.Checks is { } checks && FindingSubject.Of(ofSchema ? "schema-validator" : "data-quality", ofSchema ? "schema" : "data", checks) is { } findings)
            yield return findings;
        if (part.Drift is { } drift && DriftSubject.Of(drift) is { } differences)
            yield return differences;
        if (part.Anomalies is { } anomalies && AnomalySubject.Of(connection, anomalies) is { } odd)
            yield return odd;
    }
}
