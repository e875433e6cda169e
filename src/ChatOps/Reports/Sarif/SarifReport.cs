using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ChatOps.Database.Checks;

namespace ChatOps.Reports.Sarif;

/// <summary>
/// The report for code hosts, as SARIF 2.1.0: every rule that was applied with its explanation, every finding with its
/// place, proof and fix, and what was not checked as notifications. It holds no row of the database.
/// </summary>
public static class SarifReport
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        // The file is read as JSON, never as markup; names and statements stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static string Write(Report report)
    {
        var lines = ReportedLine.Of(report);
        var rules = RuleIds(report, lines);
        var places = new SarifPlaces(report.Connection);
        var prints = SarifFingerprints.Of(lines);
        List<SarifResult> results = [.. lines.Select((line, index) => Result(line, rules.IndexOf(line.Rule), places, prints[index]))];
        List<SarifNotification> notifications = [.. report.NotChecked.Select(item => NotChecked(item, places))];
        var run = new SarifRun(
            new SarifTool(new SarifDriver("ChatOps for databases", Version(), [.. rules.Select(Rule)])),
            new SarifAutomationDetails($"database/{Uri.EscapeDataString(report.Connection)}/{report.RunId}"),
            [new SarifInvocation(true, report.WrittenAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), notifications)],
            new Dictionary<string, SarifArtifactLocation> { [SarifPlaces.Base] = new(Description: new SarifMessage("The database. Its tables are no files; each is named here so that every result has a place.")) },
            places.All,
            results);
        return JsonSerializer.Serialize(new SarifLog([run]), Options);
    }

    /// <summary>Every rule that was applied or found something, each once.</summary>
    private static List<string> RuleIds(Report report, IEnumerable<ReportedLine> lines) =>
        [.. report.Checks.SelectMany(check => check.Rules).Concat(lines.Select(line => line.Rule)).Distinct().Order(StringComparer.Ordinal)];

    private static SarifRule Rule(string id)
    {
        var known = RuleCatalog.Find(id);
        var words = id.Replace('-', ' ');
        var explanation = new SarifMessage(known?.Explanation ?? $"{char.ToUpperInvariant(words[0])}{words[1..]}.");
        return new SarifRule(id, new SarifMessage(words), explanation, explanation, new SarifConfiguration(Level(known?.Severity ?? Severity.Warning)));
    }

    private static SarifResult Result(ReportedLine line, int rule, SarifPlaces places, string fingerprint) => new(
        line.Rule, rule, Level(line.Severity), new SarifMessage(line.Message), [places.Of(line.Table, line.Columns)],
        new Dictionary<string, string> { [SarifFingerprints.Name] = fingerprint },
        line.Excuse is { } excuse ? [new SarifSuppression("external", "accepted", excuse.Reason)] : [],
        new SarifProperties(line.Count, line.Sql, line.Fix, line.Excuse?.Until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));

    private static SarifNotification NotChecked(NotChecked item, SarifPlaces places) =>
        new("warning", new SarifMessage($"{item.Table} was not checked. {item.Reason}"), [places.Of(item.Table, [])]);

    private static string Level(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "note",
    };

    private static string Version() => typeof(SarifReport).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";
}
