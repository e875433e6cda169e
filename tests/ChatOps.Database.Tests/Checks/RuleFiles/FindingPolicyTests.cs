using ChatOps.Database.Checks;
using ChatOps.Database.Tests.Connections;

namespace ChatOps.Database.Tests.Checks.RuleFiles;

public sealed class FindingPolicyTests
{
    private const string Shop = "CREATE TABLE orders(id INTEGER PRIMARY KEY, note TEXT, city TEXT); INSERT INTO orders VALUES (1, ' x', ''), (2, 'y ', 'Rome'), (3, 'z', 'Oslo');";

    [Fact]
    public async Task Rules_AreSwitchedOffAndGivenAnotherSeverity()
    {
        var findings = (await RunAsync("rules: { blank-values: off, padded-values: info, check:not-blank: warning, check:no-padding: off }\ntables: { orders: { columns: { city: [not-blank], note: [no-padding] } } }")).Findings;
        Assert.Equal([("check:not-blank", Severity.Warning), ("padded-values", Severity.Info)], findings.Select(finding => (finding.Rule, finding.Severity)));
    }

    [Fact]
    public async Task Builtin_None_LeavesOnlyTheFilesChecks() =>
        Assert.Equal("check:not-blank", Assert.Single((await RunAsync("builtin: none\ntables: { orders: { columns: { city: [not-blank] } } }")).Findings).Rule);

    [Fact]
    public async Task Excuse_MarksTheFindingUntilItsLastDay()
    {
        var result = await RunAsync("excuses: [ { rule: padded-values, table: Orders, columns: [note], reason: 'ticket 812', until: 2026-01-15 } ]");
        var finding = result.Findings.Single(finding => finding.Rule == "padded-values");
        Assert.Equal(new Excuse("ticket 812", new DateOnly(2026, 1, 15)), finding.Excuse);
        Assert.Null(result.Findings.Single(finding => finding.Rule == "blank-values").Excuse);
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public async Task Excuse_ThatHasExpired_CountsAgainAndSaysSo()
    {
        var finding = (await RunAsync("excuses: [ { rule: padded-values, reason: 'ticket 812', until: 2026-01-14 } ]")).Findings.Single(finding => finding.Rule == "padded-values");
        Assert.Null(finding.Excuse);
        Assert.EndsWith("Its excuse (ticket 812) expired after 2026-01-14.", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Excuse_ThatMatchesNothing_IsAWarning()
    {
        var result = await RunAsync("excuses:\n  - { rule: padded-values, columns: [city], reason: mended, until: 2027-01-01 }\n  - { rule: orphaned-rows, reason: 'not run here', until: 2027-01-01 }");
        Assert.Equal("rules.yaml:3:5: The excuse for padded-values (mended) matches no finding. Remove it if it has been dealt with.", Assert.Single(result.Warnings));
    }

    [Fact]
    public async Task Policy_HoldsForSchemaRulesToo()
    {
        using var database = new TestDatabase("CREATE TABLE a(x); CREATE TABLE b(x);");
        var options = new CheckOptions { Rules = RuleFileTesting.Parse("version: 1\nrules: { empty-table: off }\nexcuses: [ { rule: missing-primary-key, table: a, reason: r, until: 2027-01-01 } ]") };
        var result = await new SchemaValidator(TestDatabase.Access, RuleTesting.Clock).ValidateAsync(database.Connection, options, null, CancellationToken.None);
        Assert.DoesNotContain(result.Findings, finding => finding.Rule == "empty-table");
        Assert.Equal([true, false], result.Findings.Where(finding => finding.Rule == "missing-primary-key").Select(finding => finding.Excuse is not null));
    }

    private static async Task<CheckResult> RunAsync(string yaml)
    {
        using var database = new TestDatabase(Shop);
        return await RuleFileTesting.RunAsync(database.Connection, $"version: 1\n{yaml}");
    }
}
