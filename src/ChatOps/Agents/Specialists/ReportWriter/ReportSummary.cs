using ChatOps.Database.Checks;

namespace ChatOps.Agents.Specialists.ReportWriter;

/// <summary>The output of <c>report.write</c>: what a card needs of a report, and where the files are.</summary>
public sealed record ReportSummary
{
    /// <summary>One line, such as "3 errors, 5 warnings".</summary>
    public required string Summary { get; init; }

    /// <summary>The report's title, such as "Validate demo".</summary>
    public required string Title { get; init; }

    public required string Connection { get; init; }

    /// <summary>The verdict in a sentence.</summary>
    public required string Verdict { get; init; }

    /// <summary>The worst severity found; null for nothing, and for reports without rules.</summary>
    public Severity? Worst { get; init; }

    /// <summary>Something was not checked.</summary>
    public required bool Incomplete { get; init; }

    /// <summary>Rules were checked, so the counts mean something.</summary>
    public required bool Checked { get; init; }

    public required int Errors { get; init; }

    public required int Warnings { get; init; }

    public required int Infos { get; init; }

    public required int Tables { get; init; }

    public required long Rows { get; init; }

    /// <summary>Odd rows over all tables; null when nobody looked for them.</summary>
    public long? OddRows { get; init; }

    /// <summary>Rows that were scored to find them; tables with nothing to compare are not among them.</summary>
    public long ScoredRows { get; init; }

    /// <summary>The five worst.</summary>
    public required IReadOnlyList<WorstFinding> Top { get; init; }

    /// <summary>Findings by table, most first, at most eight.</summary>
    public required IReadOnlyList<TableFindings> ByTable { get; init; }

    /// <summary>Rows that are odd, the oddest first, at most five, in words.</summary>
    public IReadOnlyList<string> Oddest { get; init; } = [];

    /// <summary>The summary in the language of whoever asked, as whole sentences; empty where that is the report's own.</summary>
    public IReadOnlyList<string> Translated { get; init; } = [];

    /// <summary>The artifact id of the HTML report.</summary>
    public required string Report { get; init; }

    /// <summary>Artifact ids by file name: <c>report.html</c>, <c>report.md</c>, <c>report.json</c> and, where something was checked, <c>findings.csv</c>, <c>findings.sarif</c> and <c>junit.xml</c>.</summary>
    public required IReadOnlyDictionary<string, string> Files { get; init; }
}

/// <summary>One finding in short.</summary>
public sealed record WorstFinding(Severity Severity, string Place, string Rule, long Count, string Message, string Sql);

/// <summary>How many findings a table has.</summary>
public sealed record TableFindings(string Table, int Findings, Severity Worst);
