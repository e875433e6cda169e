using System.Globalization;
using ChatOps.Database.Checks;
using ChatOps.Database.Connections;
using ChatOps.Demo;

namespace ChatOps.Tests.Demo;

/// <summary>When a finding is about a planted defect.</summary>
internal static class DemoTruthMatch
{
    internal static async Task<List<Finding>> FindAsync(DatabaseAccess access, DatabaseConnection connection)
    {
        var schema = await new SchemaValidator(access, TimeProvider.System).ValidateAsync(connection, new CheckOptions(), null, CancellationToken.None);
        var data = await new DataChecker(access, TimeProvider.System).CheckAsync(connection, new CheckOptions(), null, CancellationToken.None);
        return [.. schema.Findings, .. data.Findings];
    }

    /// <summary>Of two rows that share a value nobody can say which one is wrong, so both are reported.</summary>
    internal static int RowsOf(string rule) => rule == "near-unique-duplicates" ? 2 : 1;

    internal static string Place(PlantedDefect defect) => $"{defect.Rule} {defect.Table}({string.Join(',', defect.Columns)})";

    /// <summary>A finding may name more columns than the one that was changed.</summary>
    internal static IEnumerable<string> Places(Finding finding) =>
        finding.Columns.Select(column => $"{finding.Rule} {finding.Table}({column})")
            .Append($"{finding.Rule} {finding.Table}()")
            .Append($"{finding.Rule} {finding.Table}({string.Join(',', finding.Columns)})");

    internal static bool Shows(IReadOnlyDictionary<string, object?> row, PlantedDefect defect) =>
        defect.Key!.All(key => row.TryGetValue(key.Key, out var value) && Text(value) == Text(key.Value));

    internal static string? Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture);

    internal static string Text(IReadOnlyDictionary<string, object?>? key) =>
        key is null ? "" : string.Join(',', key.Select(pair => $"{pair.Key}={Text(pair.Value)}"));
}
