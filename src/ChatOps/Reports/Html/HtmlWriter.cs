using System.Net;
using System.Text;

namespace ChatOps.Reports.Html;

/// <summary>Writes markup; everything that is not our own markup goes through the encoder.</summary>
internal sealed class HtmlWriter
{
    private readonly StringBuilder _text = new();

    /// <summary>Our own markup, never a value.</summary>
    public HtmlWriter Raw(string markup)
    {
        _text.Append(markup);
        return this;
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
