using System.Security.Cryptography;
using System.Text;

namespace ChatOps.Reports.Html;

/// <summary>
/// One self-contained page: no script, no outside address, pictures as inline SVG, readable in print. Its own policy allows
/// its one style sheet by digest and nothing else, so whatever slipped into it can neither run nor fetch. It opens from a
/// mail or a disk as well as from us.
/// </summary>
public static class HtmlPage
{
    /// <summary>The source expression that a Content-Security-Policy needs for the page's style sheet.</summary>
    public static string StyleSource { get; } = $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(HtmlStyle.Sheet)))}'";

    /// <param name="head">What stands above the contents.</param>
    /// <param name="body">Its sections make the contents.</param>
    internal static string Write(string title, Action<HtmlWriter> head, HtmlWriter body, string footer)
    {
        var page = new HtmlWriter();
        page.Raw("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        page.Raw($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src {StyleSource}\">");
        page.Element("title", title).Raw("<style>").Raw(HtmlStyle.Sheet).Raw("</style></head><body><main>");
        head(page);
        WriteContents(page, body);
        page.Raw(body.ToString()).Raw("<footer>").Element("p", footer);
        return page.Raw("</footer></main></body></html>\n").ToString();
    }

    private static void WriteContents(HtmlWriter page, HtmlWriter body)
    {
        if (body.Sections.Count < 2)
            return;
        page.Raw("<nav aria-label=\"Contents\">");
        foreach (var (id, title) in body.Sections)
            page.Raw($"<a href=\"#{id}\">").Text(title).Raw("</a>");
        page.Raw("</nav>");
    }
}
