using System.Net;
using System.Text;

namespace ChatOps.Reports.Html;

/// <summary>Writes markup; everything that is not our own markup goes through the encoder.</summary>
internal sealed class HtmlWriter
{
    private readonly StringBuilder _text = new();
    private readonly List<(string Id, string Title)> _sections = [];

    /// <summary>The sections begun so far, for the contents.</summary>
    public IReadOnlyList<(string Id, string Title)> Sections => _sections;

    /// <summary>Our own markup, never a value.</summary>
    public HtmlWriter Raw(string markup)
    {
        _text.Append(markup);
        return this;
    }

    public HtmlWriter Text(string content)
    {
        _text.Append(WebUtility.HtmlEncode(content));
        return this;
    }

    /// <summary>A heading that the contents lead to.</summary>
    /// <param name="id">Our own word.</param>
    public HtmlWriter Section(string id, string title)
    {
        _sections.Add((id, title));
        return Raw($"<h2 id=\"{id}\">").Text(title).Raw("</h2>");
    }

    public HtmlWriter Element(string tag, string content, string? cssClass = null)
    {
        _text.Append('<').Append(tag);
        if (cssClass is not null)
            _text.Append(" class=\"").Append(cssClass).Append('"');
        _text.Append('>').Append(WebUtility.HtmlEncode(content)).Append("</").Append(tag).Append('>');
        return this;
    }

    public HtmlWriter Pair(string term, string value) => Raw("<div>").Element("dt", term).Element("dd", value).Raw("</div>");

    public HtmlWriter Row(IEnumerable<string> cells, string tag = "td")
    {
        _text.Append("<tr>");
        foreach (var cell in cells)
            Element(tag, cell);
        _text.Append("</tr>");
        return this;
    }

    public override string ToString() => _text.ToString();
}
