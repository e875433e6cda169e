using ChatOps.Reports.Html;
using ChatOps.Tests.Reports;
using Microsoft.Playwright;

namespace ChatOps.Tests.Browser;

/// <summary>The report as a browser shows it, under its own policy.</summary>
[Collection(nameof(BrowserCollection))]
public sealed class ReportPageTests(Chromium chromium)
{
    [SkippableFact]
    public async Task Report_IsStyledUnderItsOwnPolicy_AsksForNothing_AndPrintsClosedFindings()
    {
        chromium.Require();
        var file = Path.Combine(Directory.CreateTempSubdirectory("chatops-report-").FullName, "report.html");
        await File.WriteAllTextAsync(file, HtmlReport.Write(Sample.WithEverything(Sample.Report(Sample.Finding(), Sample.Finding(ChatOps.Database.Checks.Severity.Warning)))));
        await using var chat = await chromium.OpenAsync();
        var complaints = new List<string>();
        var asked = new List<string>();
        chat.Page.Console += (_, message) => complaints.Add(message.Text);
        chat.Page.Request += (_, request) => asked.Add(request.Url);

        await chat.Page.GotoAsync(new Uri(file).AbsoluteUri);

        Assert.Empty(complaints);
        Assert.Single(asked);
        Assert.Equal("1040px", await chat.Page.EvaluateAsync<string>("getComputedStyle(document.querySelector('main')).maxWidth"));
        var closed = chat.Page.Locator("details.warning p").First;
        Assert.False(await closed.IsVisibleAsync());
        await chat.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        Assert.True(await closed.IsVisibleAsync());
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }
}
