using ChatOps.Database.Checks;
using ChatOps.Reports.Html;

namespace ChatOps.Tests.Reports;

public sealed class HtmlReportTests
{
    [Fact]
    public void Page_WithEverything_HasAContentsThatLeadsToEachSection()
    {
        var page = HtmlReport.Write(Sample.WithEverything(Sample.Report(Sample.Finding() with { Fix = "UPDATE t SET a = 1" })));

        foreach (var section in new[] { "findings", "fixes", "drift", "trends", "odd-rows", "structure", "data" })
        {
            Assert.Contains($"<a href=\"#{section}\">", page, StringComparison.Ordinal);
            Assert.Single(page.Split($"<h2 id=\"{section}\">").Skip(1));
        }
    }

    [Fact]
    public void Page_AllowsItsOwnStyleAndNothingElse()
    {
        var page = HtmlReport.Write(Sample.WithEverything(Sample.Report(Sample.Finding())));

        Assert.Contains($"content=\"default-src 'none'; style-src {HtmlPage.StyleSource}\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain(" style=", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch("(src|href)=\"[^#]", page);
    }

    [Fact]
    public void Structure_IsAPictureOfTheReferences_ColouredByTheWorstFinding()
    {
        var page = HtmlReport.Write(Sample.WithEverything(Sample.Report(Sample.Finding(Severity.Warning, table: "orders"))));

        Assert.Contains("class=\"schema\"", page, StringComparison.Ordinal);
        Assert.Contains("class=\"box warning\"", page, StringComparison.Ordinal);
        Assert.Single(page.Split("class=\"reference\"").Skip(1));
    }

    [Fact]
    public void Page_OfManyFindings_OpensTheFirstOnly_AndSaysWhereTheRestIs()
    {
        var page = HtmlReport.Write(Sample.Report([.. Enumerable.Range(0, 700).Select(number => Sample.Finding(table: $"t{number}"))]));

        Assert.Equal(20, page.Split(" open>").Length - 1);
        Assert.Contains("200 more are in findings.csv", page, StringComparison.Ordinal);
        Assert.Contains("700 errors", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_SaysWhatWasNotChecked_AndWhichFindingsAreExcused()
    {
        var report = Sample.Report(Sample.Finding() with { Excuse = new Excuse("known since spring", new DateOnly(2027, 1, 31)) });
        report = report with { Checks = [report.Checks[0] with { NotChecked = [new NotChecked("secret", "permission denied")] }] };

        var page = HtmlReport.Write(report);

        Assert.Contains("permission denied", page, StringComparison.Ordinal);
        Assert.Contains("Excused until 2027-01-31: known since spring", page, StringComparison.Ordinal);
    }
}
