using ChatOps.Database.Checks;
using ChatOps.Reports.Markdown;
using Markdig;

namespace ChatOps.Tests.Reports;

/// <summary>Reads the Markdown as a viewer would, tables and bare links included.</summary>
public sealed class MarkdownReportTests
{
    private static readonly MarkdownPipeline Viewer = new MarkdownPipelineBuilder().UseAdvancedExtensions().Build();

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("![x](https://evil.example/a.png)")]
    [InlineData("[x](javascript:alert(1)) and <https://evil.example>")]
    [InlineData("https://evil.example www.evil.example mail@evil.example")]
    [InlineData("a | b | c")]
    [InlineData("`code` and ``` fences")]
    [InlineData("# heading\n## another\n\n- item\n1. one")]
    [InlineData("1. one")]
    [InlineData("- item")]
    [InlineData("+ item")]
    [InlineData("=====")]
    [InlineData("12) twelve")]
    [InlineData("> quote")]
    [InlineData("**bold** _it_ ~~gone~~ $x$ &amp; &#42; \\")]
    public void TextsFromTheDatabase_StayTexts(string text)
    {
        var finding = Sample.Finding() with { Table = text, Columns = [text], Message = text, Sql = "SELECT 1" };
        var report = Sample.Report(finding) with { Profile = null, Anomalies = null, Title = text };
        report = report with { Checks = [report.Checks[0] with { NotChecked = [new NotChecked(text, text)] }] };

        var html = Markdown.ToHtml(MarkdownReport.Write(report), Viewer);

        foreach (var tag in new[] { "<script", "<a ", "<img", "<em", "<del", "<blockquote", "<ol", "<hr" })
            Assert.DoesNotContain(tag, html, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(2, html.Split("<li>").Length);
        Assert.Equal(3, html.Split("<strong").Length + (html.Contains("<code", StringComparison.Ordinal) ? 1 : 0));
        var shown = System.Net.WebUtility.HtmlDecode(html).ReplaceLineEndings(" ");
        Assert.Contains(text.ReplaceLineEndings(" "), shown, StringComparison.Ordinal);
    }

    [Fact]
    public void ATable_HasAsManyCellsAsItsHeader_WhateverStandsInThem()
    {
        var html = Markdown.ToHtml(MarkdownReport.Write(Sample.Report(Sample.Finding() with { Table = "a|b\\|c" }, Sample.Finding() with { Table = "x\r\ny" })), Viewer);

        foreach (var row in html.Split("<tr>").Skip(1).Take(3))
            Assert.Equal(4, row.Split("<td>").Length + row.Split("<th>").Length - 2);
    }

    [Fact]
    public void Fixes_StandWithTheRowsThatTheyTouch()
    {
        var text = MarkdownReport.Write(Sample.Report(
            Sample.Finding(table: "t") with { Count = 12, Fix = "UPDATE t SET a = NULL;" },
            Sample.Finding(Severity.Warning, table: "t") with { Fix = "CREATE INDEX i ON t (a);" },
            Sample.Finding(Severity.Info, table: "excused") with { Fix = "DELETE FROM t;", Excuse = new Excuse("known", new DateOnly(2027, 1, 1)) }));

        Assert.Contains("changes 12 rows", text, StringComparison.Ordinal);
        Assert.Contains("changes no row, only the structure", text, StringComparison.Ordinal);
        Assert.DoesNotContain("DELETE FROM t", text, StringComparison.Ordinal);
    }
}
