using System.Globalization;
using System.Xml.Linq;
using ChatOps.Database.Checks;
using ChatOps.Reports;
using ChatOps.Reports.JUnit;

namespace ChatOps.Tests.Reports;

public sealed class JUnitReportTests
{
    [Fact]
    public void ATable_IsASuite_WithACaseForEachRuleThatWasApplied()
    {
        var suites = Parse(Report(Finding("orphaned-rows")));

        var orders = Suite(suites, "orders");
        Assert.Equal(["blank-values", "orphaned-rows"], Names(orders));
        Assert.Equal(["blank-values", "orphaned-rows"], Names(Suite(suites, "customers")));
        Assert.Equal(("2", "1", "0", "0"), Numbers(orders));
        Assert.Equal("shop.orders", Case(orders, "blank-values").Attribute("classname")!.Value);
        Assert.Empty(Case(orders, "blank-values").Elements());
        Assert.Equal("2026-01-02T03:04:05", orders.Attribute("timestamp")!.Value);
    }

    [Fact]
    public void Errors_AreFailuresWithTheirProof_AndWarningsPassAndSpeak()
    {
        var suites = Parse(Report(Finding("orphaned-rows"), Finding("orphaned-rows") with { Columns = ["other"] }, Finding("blank-values", Severity.Warning)));

        var orders = Suite(suites, "orders");
        var failure = Case(orders, "orphaned-rows").Element("failure")!;
        Assert.Equal(("2 rows have no parent.", "orphaned-rows"), (failure.Attribute("message")!.Value, failure.Attribute("type")!.Value));
        Assert.Contains("orders (other)", failure.Value, StringComparison.Ordinal);
        Assert.Contains("proof: SELECT 1", failure.Value, StringComparison.Ordinal);
        Assert.Null(Case(orders, "blank-values").Element("failure"));
        Assert.Contains("warning: orders", Case(orders, "blank-values").Element("system-out")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatWasNotChecked_IsAnErrorAndNeverAPass()
    {
        var report = Report();
        report = report with
        {
            Checks = [report.Checks[0] with { NotChecked =
            [
                new NotChecked("orders", "blank-values: The statement took longer than its limit."),
                new NotChecked("secret", "Its rows could not be read. permission denied"),
                new NotChecked("customers", "Its rows could not be read. a damaged page"),
            ] }],
        };

        var suites = Parse(report);

        Assert.Equal(("2", "0", "1", "0"), Numbers(Suite(suites, "orders")));
        Assert.NotNull(Case(Suite(suites, "orders"), "blank-values").Element("error"));
        Assert.Equal(["rows"], Names(Suite(suites, "secret")));
        Assert.Equal(["rows"], Names(Suite(suites, "customers")));
        Assert.Contains("damaged page", Case(Suite(suites, "customers"), "rows").Element("error")!.Attribute("message")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void ARuleAboutTheWholeSchemaThatCouldNotBeApplied_PassesNowhere()
    {
        var report = Report();
        report = report with { Checks = [report.Checks[0] with { NotChecked = [new NotChecked("(schema)", "orphaned-rows: denied")] }] };

        var suites = Parse(report);

        Assert.Equal(["blank-values"], Names(Suite(suites, "orders")));
        Assert.NotNull(Case(Suite(suites, "(schema)"), "orphaned-rows").Element("error"));
    }

    [Fact]
    public void AnExcusedFinding_IsSkippedWithItsReason_AndDoesNotHideAnother()
    {
        var excused = Finding("orphaned-rows") with { Excuse = new Excuse("known", new DateOnly(2027, 1, 31)) };

        var skipped = Suite(Parse(Report(excused)), "orders");
        var both = Suite(Parse(Report(excused, Finding("orphaned-rows") with { Message = "new" })), "orders");

        Assert.Equal(("2", "0", "0", "1"), Numbers(skipped));
        Assert.Equal("Excused until 2027-01-31: known. It does not count.", Case(skipped, "orphaned-rows").Element("skipped")!.Attribute("message")!.Value);
        Assert.Equal("new", Case(both, "orphaned-rows").Element("failure")!.Attribute("message")!.Value);
    }

    [Fact]
    public void TextsThatXmlForbids_AreMadeVisible()
    {
        var finding = Finding("orphaned-rows") with { Table = "a\0b", Message = "<&>\"'\u0001\uffff\ud800 ]]> 😀\n\r\t" };

        var failure = Case(Suite(Parse(Report(finding)), "a\\u0000b"), "orphaned-rows").Element("failure")!;

        Assert.Equal("<&>\"'\\u0001\\uffff\\ud800 ]]> 😀\n\r\t", failure.Attribute("message")!.Value);
    }

    [Fact]
    public void Numbers_AddUp()
    {
        var root = Parse(Sample.WithEverything(Report(Finding("orphaned-rows"), Finding("blank-values", Severity.Warning))));

        foreach (var number in new[] { "tests", "failures", "errors", "skipped" })
        {
            Assert.Equal(Number(root, number), root.Elements("testsuite").Sum(suite => Number(suite, number)));
        }

        Assert.All(root.Elements("testsuite"), suite =>
        {
            Assert.Equal(Number(suite, "tests"), suite.Elements("testcase").Count());
            Assert.Equal(Number(suite, "failures"), suite.Descendants("failure").Count());
            Assert.Equal(Number(suite, "errors"), suite.Descendants("error").Count());
            Assert.Equal(Number(suite, "skipped"), suite.Descendants("skipped").Count());
            Assert.All(suite.Elements("testcase"), one => Assert.True(one.Attribute("name") is not null && one.Attribute("classname") is not null && one.Attribute("time") is not null));
        });
    }

    private static Finding Finding(string rule, Severity severity = Severity.Error) => new()
    {
        Rule = rule,
        Severity = severity,
        Table = "orders",
        Columns = ["customer_id"],
        Count = 2,
        Sql = "SELECT 1",
        Message = "2 rows have no parent.",
    };

    private static Report Report(params Finding[] findings)
    {
        var report = Sample.Report(findings);
        return report with
        {
            Connection = "shop",
            Checks = [report.Checks[0] with { Rules = ["orphaned-rows", "blank-values"], Tables = [new TableRows("customers", 3), new TableRows("orders", 9)] }],
        };
    }

    private static XElement Parse(Report report) => XDocument.Parse(JUnitReport.Write(report)).Root!;

    private static XElement Suite(XElement root, string name) => root.Elements("testsuite").Single(suite => suite.Attribute("name")!.Value == name);

    private static XElement Case(XElement suite, string name) => suite.Elements("testcase").Single(one => one.Attribute("name")!.Value == name);

    private static IEnumerable<string> Names(XElement suite) => suite.Elements("testcase").Select(one => one.Attribute("name")!.Value);

    private static (string Tests, string Failures, string Errors, string Skipped) Numbers(XElement suite) =>
        (suite.Attribute("tests")!.Value, suite.Attribute("failures")!.Value, suite.Attribute("errors")!.Value, suite.Attribute("skipped")!.Value);

    private static int Number(XElement element, string name) => int.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}
