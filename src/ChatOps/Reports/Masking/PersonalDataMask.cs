using System.Text.RegularExpressions;
using ChatOps.Database.Anomalies;
using ChatOps.Database.Checks;
using ChatOps.Database.Profiling;

namespace ChatOps.Reports.Masking;

/// <summary>
/// Masks personal data in everything that people get: samples, messages, smallest, largest and frequent values, keys and reasons of odd rows.
/// The SQL that proves a finding stays as it is, with the values that it names: it must run, and return the same rows, for whoever may read them.
/// </summary>
public static partial class PersonalDataMask
{
    private const string HiddenReason = "unlike the others";
    private const int LongestPlaceholder = 3;

    public static Report Apply(Report report)
    {
        var columns = PersonalColumns.Of(report);
        return report with
        {
            Checks = [.. report.Checks.Select(checks => Apply(checks, columns))],
            Profile = report.Profile is { } profile ? Apply(profile, columns) : null,
            Anomalies = report.Anomalies is { } anomalies ? anomalies with { Tables = [.. anomalies.Tables.Select(table => Apply(table, columns))] } : null,
        };
    }

    public static ReportPart Apply(ReportPart part)
    {
        var masked = Apply(new Report { Title = "", Connection = "", RunId = "", WrittenAt = default }.With(part));
        return part with
        {
            Checks = part.Checks is null ? null : masked.Checks[0],
            Profile = masked.Profile,
            Anomalies = masked.Anomalies,
        };
    }

    /// <summary>One table's odd rows, of which nothing is known but the names of the columns.</summary>
    public static AnomalyResult Apply(AnomalyResult result) => Apply(result, new PersonalColumns([]));

    private static CheckResult Apply(CheckResult checks, PersonalColumns columns) =>
        checks with { Findings = [.. checks.Findings.Select(finding => Apply(finding, columns))] };

    private static Finding Apply(Finding finding, PersonalColumns columns) => finding with
    {
        Sample = [.. finding.Sample.Select(row => Apply(finding, row, columns))],
        Message = finding.Columns.Any(column => columns.IsPersonal(finding.Table, column))
            ? Quoted().Replace(finding.Message, match => match.Length <= LongestPlaceholder + 2 ? match.Value : $"'{ValueMask.Apply(match.Groups[1].Value)}'")
            : finding.Message,
    };

    private static Dictionary<string, object?> Apply(Finding finding, IReadOnlyDictionary<string, object?> row, PersonalColumns columns)
    {
        var masked = Apply(finding.Table, row, columns);
        if (finding.Derived is { } derived && columns.MayShowIn(finding))
        {
            foreach (var name in derived.Where(masked.ContainsKey))
                masked[name] = ValueMask.Apply(masked[name]);
        }

        return masked;
    }

    private static Dictionary<string, object?> Apply(string table, IReadOnlyDictionary<string, object?> row, PersonalColumns columns) =>
        row.ToDictionary(pair => pair.Key, pair => columns.Mask(table, pair.Key, pair.Value));

    private static DatabaseProfile Apply(DatabaseProfile profile, PersonalColumns columns) => profile with
    {
        Tables = [.. profile.Tables.Select(table => table with { Columns = [.. table.Columns.Select(column => Apply(table.Name, column, columns))] })],
    };

    private static ColumnProfile Apply(string table, ColumnProfile column, PersonalColumns columns)
    {
        object? Mask(object? value) => columns.Mask(table, column.Name, value);
        return column with
        {
            Min = Mask(column.Min),
            Max = Mask(column.Max),
            Quantiles = column.Quantiles.ToDictionary(pair => pair.Key, pair => Mask(pair.Value)),
            Top = column.Top?.Select(item => item with { Value = Mask(item.Value) }).ToList(),
        };
    }

    private static AnomalyResult Apply(AnomalyResult result, PersonalColumns columns) => result with
    {
        Top = [.. result.Top.Select(row => Apply(result.Table, row, columns))],
        Scatter = result.Scatter is { } scatter && (columns.Contains(result.Table, scatter.X) || columns.Contains(result.Table, scatter.Y)) ? null : result.Scatter,
    };

    private static AnomalousRow Apply(string table, AnomalousRow row, PersonalColumns columns) => row with
    {
        Key = Apply(table, row.Key, columns),
        Reasons = [.. row.Reasons.Select(reason => Apply(table, reason, columns))],
    };

    /// <summary>What is typical names values too.</summary>
    private static AnomalyReason Apply(string table, AnomalyReason reason, PersonalColumns columns)
    {
        var value = columns.Mask(table, reason.Column, reason.Value);
        return reason with { Value = value, Typical = Equals(value, reason.Value) ? reason.Typical : HiddenReason };
    }

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();
}
