using System.Text.Json;
using ChatOps.Database.Checks;
using ChatOps.Reports;
using ChatOps.Reports.Sarif;

namespace ChatOps.Tests.Reports;

public sealed class SarifReportTests
{
    [Fact]
    public void Sarif_OfHostileNames_KeepsToTheSpecification()
    {
        var report = Sample.Report(
            Sample.Finding(), Sample.Finding(Severity.Warning, "own-check") with { Columns = [], Table = "a b/ü.c%?#" }, Sample.Finding(Severity.Info) with { Table = "half \ud800 pair", Message = "\u0001" });

        using var log = Write(Sample.WithEverything(report));

        SarifConstraints.Check(log.RootElement);
        Assert.Equal(["error", "warning", "note"], Results(log).Take(3).Select(result => result.GetProperty("level").GetString()));
    }

    [Fact]
    public void Sarif_WithoutFindings_ListsTheRulesThatWereApplied()
    {
        var report = Sample.Report();
        report = report with { Checks = [report.Checks[0] with { Rules = ["orphaned-rows", "blank-values"] }] };

        using var log = Write(report);

        SarifConstraints.Check(log.RootElement);
        var rules = Run(log).GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().ToList();
        Assert.Equal(["blank-values", "orphaned-rows"], rules.Select(rule => rule.GetProperty("id").GetString()));
        Assert.Equal(RuleCatalog.Find("blank-values")!.Explanation, rules[0].GetProperty("fullDescription").GetProperty("text").GetString());
        Assert.Empty(Results(log));
    }

    [Fact]
    public void Fingerprints_StayWhenCountsAndOrderChange_AndDifferByPlace()
    {
        var one = Sample.Finding() with { Table = "orders", Columns = ["a", "b"] };
        var other = one with { Columns = ["a,b"] };
        var twin = one with { Sql = "SELECT 2" };

        var before = Prints(one, other, twin);
        var after = Prints(twin with { Count = 99, Message = "later" }, other with { Count = 1 }, one with { Count = 7, Sample = [] });

        Assert.Equal(before.Order(), after.Order());
        Assert.Equal(3, before.Distinct().Count());
    }

    [Fact]
    public void AnExcusedFinding_IsSuppressedWithItsReason_AndNoOtherIs()
    {
        var excused = Sample.Finding() with { Excuse = new Excuse("known since the migration", new DateOnly(2027, 1, 31)) };

        using var log = Write(Sample.Report(excused, Sample.Finding(rule: "blank-values")));

        SarifConstraints.Check(log.RootElement);
        var results = Results(log).ToList();
        var suppressed = results.Single(result => result.GetProperty("suppressions").GetArrayLength() > 0);
        Assert.Equal("known since the migration", suppressed.GetProperty("suppressions")[0].GetProperty("justification").GetString());
        Assert.Equal("2027-01-31", suppressed.GetProperty("properties").GetProperty("excusedUntil").GetString());
        Assert.Equal(2, results.Count);
    }

    [Fact]
    public void WhatWasNotChecked_IsANotification_AndTheProofStandsInTheProperties()
    {
        var report = Sample.Report(Sample.Finding() with { Fix = "UPDATE t SET a = 1" });
        report = report with { Checks = [report.Checks[0] with { NotChecked = [new NotChecked("secret", "permission denied")] }] };

        using var log = Write(report);

        SarifConstraints.Check(log.RootElement);
        var notification = Run(log).GetProperty("invocations")[0].GetProperty("toolExecutionNotifications")[0];
        Assert.Contains("permission denied", notification.GetProperty("message").GetProperty("text").GetString(), StringComparison.Ordinal);
        var properties = Results(log).Single().GetProperty("properties");
        Assert.Equal((2, Sample.Finding().Sql, "UPDATE t SET a = 1"), (properties.GetProperty("count").GetInt32(), properties.GetProperty("sql").GetString(), properties.GetProperty("fix").GetString()));
    }

    [Fact]
    public void Messages_ThatHoldTextsOfTheDatabase_HaveNeitherLinksNorPlaceholders()
    {
        var report = Sample.Report(Sample.Finding() with { Message = @"Such as '[click](https://example.org)', '{0}' and 'C:\[x'." });
        report = report with { Checks = [report.Checks[0] with { NotChecked = [new NotChecked("[t](1)", "{1} is no value")] }] };

        using var log = Write(report);

        Assert.Equal(@"Such as '\[click\](https://example.org)', '{{0}}' and 'C:\\\[x'.", Results(log).Single().GetProperty("message").GetProperty("text").GetString());
        var notification = Run(log).GetProperty("invocations")[0].GetProperty("toolExecutionNotifications")[0];
        Assert.Equal(@"\[t\](1) was not checked. {{1}} is no value", notification.GetProperty("message").GetProperty("text").GetString());
    }

    private static IReadOnlyList<string> Prints(params Finding[] findings)
    {
        using var log = Write(Sample.Report(findings));
        return [.. Results(log).Select(result => result.GetProperty("partialFingerprints").EnumerateObject().Single().Value.GetString()!)];
    }

    private static JsonDocument Write(Report report) => JsonDocument.Parse(SarifReport.Write(report));

    private static JsonElement Run(JsonDocument log) => log.RootElement.GetProperty("runs")[0];

    private static IEnumerable<JsonElement> Results(JsonDocument log) => Run(log).GetProperty("results").EnumerateArray();
}
