using System.Globalization;

namespace ChatOps.Database.Checks.RuleFiles.Policy;

/// <summary>What a file says about rules that are there already: which apply, how bad they are, and what is excused.</summary>
internal sealed class FindingPolicy
{
    private readonly RuleFile? _file;
    private readonly Dictionary<string, RuleSwitch> _switches;
    private readonly HashSet<ExcuseEntry> _matched = [];
    private readonly DateOnly _today;

    internal FindingPolicy(RuleFile? file, DateTimeOffset now)
    {
        _file = file;
        _today = DateOnly.FromDateTime(now.UtcDateTime);
        _switches = (file?.Switches ?? []).ToDictionary(entry => entry.Rule, StringComparer.Ordinal);
    }

    /// <summary>Whether the built-in rule runs.</summary>
    internal bool IsOn(Rule rule) => _file?.Builtin != false && IsOn(rule.Id);

    /// <summary>Whether a rule or check of that id is switched on.</summary>
    internal bool IsOn(string id) => !_switches.TryGetValue(id, out var entry) || entry.IsOn;

    /// <summary>The finding with the severity and the excuse that the file gives it.</summary>
    internal Finding Apply(Finding finding)
    {
        var graded = _switches.TryGetValue(finding.Rule, out var entry) && entry.Severity is { } severity ? finding with { Severity = severity } : finding;
        var excuses = (_file?.Excuses ?? []).Where(excuse => Matches(excuse, finding)).ToList();
        _matched.UnionWith(excuses);
        return excuses.Find(excuse => _today <= excuse.Until) is { } valid ? graded with { Excuse = new Excuse(valid.Reason, valid.Until) }
            : excuses.MaxBy(excuse => excuse.Until) is { } expired ? graded with { Message = $"{finding.Message} Its excuse ({expired.Reason}) expired after {Day(expired.Until)}." }
            : graded;
    }

    /// <summary>Excuses that nothing needed, which usually means that what they excused has been mended or renamed.</summary>
    /// <param name="covered">Whether rules of that id have just run.</param>
    /// <param name="tables">The tables that were looked at, compared without case.</param>
    internal IEnumerable<string> Unused(Func<string, bool> covered, IReadOnlySet<string> tables) => (_file?.Excuses ?? [])
        .Where(excuse => !_matched.Contains(excuse) && covered(excuse.Rule) && (excuse.Table is null || tables.Contains(excuse.Table)))
        .Select(excuse => $"{_file!.Name}:{excuse.At.Line}:{excuse.At.Column}: The excuse for {excuse.Rule}{(excuse.Table is null ? "" : $" on {excuse.Table}")} ({excuse.Reason}) matches no finding. Remove it if it has been dealt with.");

    private static bool Matches(ExcuseEntry excuse, Finding finding) =>
        excuse.Rule == finding.Rule
        && (excuse.Table is null || excuse.Table.Equals(finding.Table, StringComparison.OrdinalIgnoreCase))
        && (excuse.Columns is null || excuse.Columns.ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(finding.Columns));

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
