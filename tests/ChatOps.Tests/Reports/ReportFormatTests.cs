using System.Text.Json;
using System.Xml.Linq;
using ChatOps.Reports;

namespace ChatOps.Tests.Reports;

public sealed class ReportFormatTests
{
    [Theory]
    [InlineData("a.html", "html")]
    [InlineData("A.HTML", "html")]
    [InlineData("/x/a.md", "markdown")]
    [InlineData("a.sarif", "sarif")]
    [InlineData("junit.xml", "junit")]
    [InlineData("a.csv", "csv")]
    [InlineData("a.json", "json")]
    [InlineData("a.pdf", null)]
    [InlineData("html", null)]
    public void OfFile_GoesByTheEndOfTheName(string file, string? expected) => Assert.Equal(expected, ReportFormat.OfFile(file)?.Name);

    [Fact]
    public void EveryFormat_OfEverythingThereIs_IsWhole()
    {
        var report = Sample.WithEverything(Sample.Report(Sample.Finding()));

        foreach (var format in ReportFormat.All)
        {
            var text = format.Write(report);
            Assert.NotEmpty(text);
            if (format.MediaType.Contains("json", StringComparison.Ordinal))
                JsonDocument.Parse(text).Dispose();
            if (format.MediaType.Contains("xml", StringComparison.Ordinal))
                XDocument.Parse(text);
        }
    }

    [Fact]
    public void EveryFormat_TellsOfDriftAndTrends()
    {
        var report = Sample.WithEverything(Sample.Report());

        Assert.All(ReportFormat.All, format =>
        {
            var text = format.Write(report);
            Assert.Contains("column-removed", text.Replace("\\-", "-", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.Contains("trend-volume", text, StringComparison.Ordinal);
        });
    }
}
