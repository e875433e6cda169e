using ChatOps.Database.Checks;
using ChatOps.Database.Connections;
using ChatOps.Database.Tests.Connections;

namespace ChatOps.Database.Tests.Checks;

/// <summary>Runs all rules and holds every finding to its promise.</summary>
internal static class RuleTesting
{
    /// <summary>A clock that stands still, so that "the future" is the same in every run.</summary>
    internal static readonly TimeProvider Clock = new FixedClock();

    internal static Task<CheckResult> CheckAsync(TestDatabase database) => CheckAsync(database.Connection);

    /// <summary>Schema rules and data checks together. Every finding's statement returns exactly as many rows as it counts.</summary>
    internal static async Task<CheckResult> CheckAsync(DatabaseConnection connection, CheckOptions? options = null)
    {
        var schema = await new SchemaValidator(TestDatabase.Access, Clock).ValidateAsync(connection, options ?? new CheckOptions(), null, CancellationToken.None);
        var data = await new DataChecker(TestDatabase.Access, Clock).CheckAsync(connection, options ?? new CheckOptions(), null, CancellationToken.None);
        foreach (var finding in schema.Findings.Concat(data.Findings))
        {
            await using var session = await TestDatabase.Access.OpenReaderAsync(connection, CancellationToken.None);
            var rows = (await session.QueryAdHocAsync(finding.Sql, int.MaxValue, CancellationToken.None)).Rows;
            Assert.True(finding.Count == rows.Count, $"{finding.Rule} counts {finding.Count}, its SQL returns {rows.Count}: {finding.Sql}");
            Assert.True(finding.Count > 0 && finding.Sample.Count == Math.Min(10, finding.Count), finding.Rule);
            Assert.NotNull(RuleCatalog.Find(finding.Rule));
        }

        return schema with { Findings = [.. schema.Findings, .. data.Findings], NotChecked = [.. schema.NotChecked, .. data.NotChecked] };
    }

    internal static async Task<IReadOnlyList<Finding>> FindingsAsync(string rule, string sql)
    {
        using var database = new TestDatabase(sql);
        return [.. (await CheckAsync(database)).Findings.Where(finding => finding.Rule == rule)];
    }

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);
    }
}
