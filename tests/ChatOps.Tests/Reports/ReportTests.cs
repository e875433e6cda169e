using System.Text.Json;
using ChatOps.Database.Checks;
using ChatOps.Reports;
using ChatOps.Reports.Html;
using ChatOps.Reports.Markdown;

namespace ChatOps.Tests.Reports;

public sealed class ReportTests
{
    [Fact]
    public void Html_ShowsHostileTextsLiterallyAndAsksNothingFromOutside()
    {
        var page = HtmlReport.Write(Sample.Report(Sample.Finding()));

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch("https?:", page);
        Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Html_HasThreePicturesWhereThereIsSomethingToSee()
    {
        var page = HtmlReport.Write(Sample.Report(Sample.Finding()));

        Assert.Equal(3, page.Split("<svg").Length - 1);
    }

    [Fact]
    public void Html_OfAnEmptyDatabase_SaysSo()
    {
        var report = Sample.Report() with { Checks = [new CheckResult { Connection = "x", Tables = [], Findings = [], NotChecked = [] }], Profile = null, Anomalies = null };

        Assert.Contains("The database has no tables.", HtmlReport.Write(report), StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_EscapesWhatWouldBecomeMarkup_AndFencesSqlSafely()
    {
        var text = MarkdownReport.Write(Sample.Report(Sample.Finding() with { Sql = "SELECT '```'" }));

        Assert.DoesNotContain("\n<script", text, StringComparison.Ordinal);
        Assert.Contains("\\<script\\>", text, StringComparison.Ordinal);
        Assert.Contains("````sql\nSELECT '```'\n````", text.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void Csv_DoesNotBecomeAFormulaInASpreadsheet()
    {
        var csv = FindingsCsv.Write(Sample.Report(Sample.Finding()));

        Assert.DoesNotContain(",=1+1", csv, StringComparison.Ordinal);
        Assert.DoesNotContain("\"=1+1", csv, StringComparison.Ordinal);
        Assert.Contains("'=1+1", csv, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Severity.Error, "Some of the data is wrong or cannot be trusted.")]
    [InlineData(Severity.Warning, "Usable, with weaknesses worth fixing.")]
    [InlineData(Severity.Info, "Sound: nothing wrong was found.")]
    public void Verdict_FollowsTheWorstFinding(Severity worst, string sentence)
    {
        var verdict = Sample.Report(Sample.Finding(Severity.Info), Sample.Finding(worst)).Verdict;

        Assert.Equal(sentence, verdict.Sentence);
        Assert.Equal(worst, verdict.Worst);
    }

    [Fact]
    public void Verdict_WithSomethingUnchecked_DoesNotClaimToBeWhole()
    {
        var report = Sample.Report();
        report = report with { Checks = [report.Checks[0] with { NotChecked = [new NotChecked("t", "it was locked")] }] };

        Assert.True(report.Verdict.Incomplete);
        Assert.EndsWith("Not everything could be checked.", report.Verdict.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Findings_ComeWorstFirstThenByCases()
    {
        var report = Sample.Report(
            Sample.Finding(Severity.Info, "a"), Sample.Finding(Severity.Error, "b") with { Count = 1 }, Sample.Finding(Severity.Error, "c") with { Count = 9 }, Sample.Finding(Severity.Warning, "d"));

        Assert.Equal(["c", "b", "d", "a"], report.Findings.Select(finding => finding.Rule));
    }

    [Fact]
    public void Parts_ComeBackFromJsonAsTheyWere()
    {
        var part = new ReportPart { Checks = Sample.Report(Sample.Finding()).Checks[0] };

        var back = JsonSerializer.Deserialize<ReportPart>(JsonSerializer.Serialize(part, ReportJson.Options), ReportJson.Options)!;

        var row = back.Checks!.Findings[0].Sample[0];
        Assert.Equal((Sample.Hostile, "\\x01ff", null, 7L, 0.1), ((string)row["text"]!, (string)row["blob"]!, row["none"], (long)row["whole"]!, (double)row["real"]!));
        Assert.Equal(part.Checks.Findings[0].Sql, back.Checks.Findings[0].Sql);
    }

    [Theory]
    [InlineData("12345678901234567.01", typeof(decimal))]
    [InlineData("0.1", typeof(double))]
    [InlineData("12.5", typeof(double))]
    [InlineData("9223372036854775807", typeof(long))]
    [InlineData("1E+300", typeof(double))]
    public void Numbers_ComeBackWithAllTheirDigits(string digits, Type type)
    {
        var back = JsonSerializer.Deserialize<object>(digits, ReportJson.Options);

        Assert.IsType(type, back);
        Assert.Equal(digits, JsonSerializer.Serialize(back, ReportJson.Options));
    }

    [Fact]
    public void Numbers_ThatJsonDoesNotHave_DoNotBreakTheDocument()
    {
        var profile = Sample.Report().Profile;

        using var document = JsonDocument.Parse(JsonSerializer.Serialize(profile, ReportJson.Options));

        var column = document.RootElement.GetProperty("tables")[0].GetProperty("columns")[0];
        Assert.Equal(JsonValueKind.Null, column.GetProperty("mean").ValueKind);
        Assert.Equal(JsonValueKind.String, column.GetProperty("max").ValueKind);
    }
}
