using System.Text.Json.Serialization;
using ChatOps.Database.Anomalies;
using ChatOps.Database.Checks;
using ChatOps.Database.Introspection;
using ChatOps.Database.Introspection.Diff;
using ChatOps.Database.Profiling;

namespace ChatOps.Reports;

/// <summary>Everything a report says about one connection. A part that did not run is null, and the report says so.</summary>
public sealed record Report
{
    public required string Title { get; init; }

    public required string Connection { get; init; }

    public required string RunId { get; init; }

    public required DateTimeOffset WrittenAt { get; init; }

    /// <summary>What a language model wrote about the results; null where none was asked, or none answered.</summary>
    public ReportIntroduction? Introduction { get; init; }

    /// <summary>The summary in another language; null where nobody asked for one.</summary>
    public ReportTranslation? Translation { get; init; }

    /// <summary>What specialists say about the results in words; empty where none was asked.</summary>
    public IReadOnlyList<Explanation> Explanations { get; init; } = [];

    /// <summary>One per step that checked rules; empty when none did.</summary>
    public IReadOnlyList<CheckResult> Checks { get; init; } = [];

    public DatabaseProfile? Profile { get; init; }

    /// <summary>One per table that was looked at; null when the step did not run.</summary>
    public AnomalyReport? Anomalies { get; init; }

    /// <summary>The structure of the database; null when no step read it.</summary>
    public Schema? Schema { get; init; }

    /// <summary>What differs from another schema; null when nothing was compared.</summary>
    public SchemaDrift? Drift { get; init; }

    /// <summary>How the newest profile compares with former ones; null when nothing was compared.</summary>
    public TrendReport? Trends { get; init; }

    /// <summary>All findings, worst first, then by how many cases they have; those that are excused come last.</summary>
    public IReadOnlyList<Finding> Findings =>
        [.. Checks.SelectMany(part => part.Findings)
            .OrderBy(finding => finding.Excuse is not null)
            .ThenByDescending(finding => finding.Severity)
            .ThenByDescending(finding => finding.Count)
            .ThenBy(finding => finding.Table, StringComparer.Ordinal)
            .ThenBy(finding => finding.Rule, StringComparer.Ordinal)];

    /// <summary>Somebody looked for something that can be wrong, so that finding nothing says something.</summary>
    public bool HasChecked => Checks.Count > 0 || Drift is not null || Trends is not null;

    /// <summary>SQL that would repair what was found, with the rows that it touches; none of it has been run.</summary>
    public IReadOnlyList<ProposedFix> Fixes => ProposedFix.Of(Findings);

    /// <summary>The findings that count.</summary>
    public IReadOnlyList<Finding> Counted => [.. Findings.Where(finding => finding.Excuse is null)];

    /// <summary>What people should know beside the findings, each once.</summary>
    public IReadOnlyList<string> Warnings => [.. Checks.SelectMany(part => part.Warnings).Distinct()];

    /// <summary>Everything that was not looked at, each once.</summary>
    public IReadOnlyList<NotChecked> NotChecked =>
        [.. Checks.SelectMany(part => part.NotChecked)
            .Concat(Profile?.NotChecked ?? [])
            .Concat(Anomalies?.NotChecked ?? [])
            .Concat(Drift?.NotCompared ?? [])
            .Distinct()];

    /// <summary>Exact row counts by table.</summary>
    public IReadOnlyList<TableRows> Tables =>
        Checks.Select(part => part.Tables).FirstOrDefault(tables => tables.Count > 0)
        ?? Profile?.Tables.Select(table => new TableRows(table.Name, table.Rows)).ToList()
        ?? Anomalies?.Tables.Select(table => new TableRows(table.Table, table.Rows)).ToList()
        ?? [];

    /// <summary>This report with the result of one more step.</summary>
    public Report With(ReportPart part) => this with
    {
        Checks = part.Checks is { } checks ? [.. Checks, checks] : Checks,
        Profile = part.Profile ?? Profile,
        Anomalies = part.Anomalies ?? Anomalies,
        Schema = part.Schema ?? Schema,
        Drift = part.Drift ?? Drift,
        Trends = part.Trends ?? Trends,
        Explanations = [.. Explanations, .. part.Explanations ?? []],
    };

    public ReportVerdict Verdict => ReportVerdict.Of(this);
}

/// <summary>The odd rows of every table of a connection.</summary>
/// <param name="Tables">The tables that were scored.</param>
/// <param name="NotScored">Tables that have nothing to compare, such as keys and free text only; that is no gap in the check.</param>
public sealed record AnomalyReport(IReadOnlyList<AnomalyResult> Tables, IReadOnlyList<NotChecked> NotChecked, IReadOnlyList<string> NotScored);

/// <summary>What differs between two schemas.</summary>
/// <param name="From">The connection or snapshot file that is the measure.</param>
/// <param name="To">The connection or snapshot file that is looked at.</param>
/// <param name="Changes">Worst first, told from one to the other.</param>
/// <param name="NotCompared">Tables that one of the two could not describe.</param>
public sealed record SchemaDrift(string From, string To, bool Identical, IReadOnlyList<SchemaChange> Changes, IReadOnlyList<NotChecked> NotCompared)
{
    public static SchemaDrift Of(string from, string to, SchemaDiff diff) => new(from, to, diff.Identical, diff.Changes, diff.NotCompared);
}

/// <summary>What one step contributes. The form in which steps keep their results for the report.</summary>
public sealed record ReportPart
{
    public CheckResult? Checks { get; init; }

    public DatabaseProfile? Profile { get; init; }

    public AnomalyReport? Anomalies { get; init; }

    public Schema? Schema { get; init; }

    public SchemaDrift? Drift { get; init; }

    public TrendReport? Trends { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Explanation>? Explanations { get; init; }
}
