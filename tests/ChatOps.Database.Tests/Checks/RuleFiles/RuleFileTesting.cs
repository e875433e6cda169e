using ChatOps.Database.Checks;
using ChatOps.Database.Checks.RuleFiles;
using ChatOps.Database.Connections;
using ChatOps.Database.Tests.Connections;

namespace ChatOps.Database.Tests.Checks.RuleFiles;

/// <summary>Runs the checks of a file and holds every finding to its promise.</summary>
internal static class RuleFileTesting
{
    internal static RuleFile Parse(string yaml) => RuleFile.Parse(yaml, "rules.yaml");

    /// <summary>Only the file's own checks, in the middle of January 2026.</summary>
    internal static async Task<CheckResult> CheckAsync(TestDatabase database, string tables, ConnectionRegistry? connections = null)
    {
        var result = await RunAsync(database.Connection, $"version: 1\nbuiltin: none\n{tables}", connections);
        await using var session = await TestDatabase.Access.OpenReaderAsync(database.Connection, CancellationToken.None);
        foreach (var finding in result.Findings)
        {
            var rows = (await session.QueryAdHocAsync(finding.Sql, int.MaxValue, CancellationToken.None)).Rows;
            Assert.True(finding.Count == rows.Count, $"{finding.Rule} counts {finding.Count}, its SQL returns {rows.Count}: {finding.Sql}");
            Assert.True(finding.Sample.Count == Math.Min(10, finding.Count), $"{finding.Rule} shows {finding.Sample.Count} of {finding.Count}");
        }

        return result;
    }

    internal static Task<CheckResult> RunAsync(DatabaseConnection connection, string yaml, ConnectionRegistry? connections = null) =>
        new DataChecker(TestDatabase.Access, RuleTesting.Clock).CheckAsync(
            connection, new CheckOptions { Rules = Parse(yaml), Connections = connections }, null, CancellationToken.None);

    /// <summary>The one finding of one check of column c of table t, or null.</summary>
    internal static async Task<Finding?> ColumnAsync(string values, string check, string type = "TEXT")
    {
        using var database = new TestDatabase($"CREATE TABLE t(id INTEGER PRIMARY KEY, c {type}); INSERT INTO t(c) VALUES {values};");
        var result = await CheckAsync(database, $"tables:\n  t:\n    columns:\n      c:\n        - {check}\n");
        Assert.Empty(result.NotChecked);
        return result.Findings.SingleOrDefault();
    }

    /// <summary>The problems of a file, as "line:column message".</summary>
    internal static IReadOnlyList<string> ProblemsOf(string yaml) =>
        [.. Assert.Throws<RuleFileException>(() => Parse(yaml)).Problems.Select(problem => $"{problem.Line}:{problem.Column} {problem.Message}")];

    /// <summary>The problems of a file on a database.</summary>
    internal static async Task<IReadOnlyList<string>> ProblemsAsync(TestDatabase database, string yaml)
    {
        var error = await Assert.ThrowsAsync<RuleFileException>(() => RunAsync(database.Connection, yaml));
        return [.. error.Problems.Select(problem => $"{problem.Line}:{problem.Column} {problem.Message}")];
    }
}
