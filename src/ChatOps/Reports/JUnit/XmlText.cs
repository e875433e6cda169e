using System.Text;
using System.Xml;

namespace ChatOps.Reports.JUnit;

/// <summary>Texts from databases in XML 1.0, which has no form at all for most control characters (section 2.2).</summary>
internal static class XmlText
{
    /// <summary>The text with every character that XML forbids, and every half of a pair, written as <c>\uXXXX</c>.</summary>
    public static string Allowed(string text)
    {
        var at = FirstForbidden(text, 0);
        if (at == text.Length)
            return text;
        var allowed = new StringBuilder(text, 0, at, text.Length + 16);
        while (at < text.Length)
        {
            allowed.Append("\\u").Append(((int)text[at]).ToString("x4", System.Globalization.CultureInfo.InvariantCulture));
            var next = FirstForbidden(text, at + 1);
            allowed.Append(text, at + 1, next - at - 1);
            at = next;
        }

        return allowed.ToString();
    }

    private static int FirstForbidden(string text, int start)
    {
        for (var i = start; i < text.Length; i++)
        {
            if (XmlConvert.IsXmlChar(text[i]))
                continue;
            if (i + 1 == text.Length || !XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
                return i;
            i++;
        }

        return text.Length;
    }
}
