using System.Globalization;
using System.Text;
using System.Xml;
using ChatOps.Database.Checks;
using ChatOps.Reports.Html;

namespace ChatOps.Reports.JUnit;

/// <summary>
/// The report for continuous integration, in the form that JUnit's runners made common: a suite for each table and in it a
/// case for each rule that was applied. Errors are failures. Warnings and notes pass and stand in <c>system-out</c>, so that
/// a build breaks for what is wrong and not for what could be better. Excused findings are skipped, with the reason. What
/// could not be checked is an <c>error</c>: a check that did not run is not one that passed.
/// </summary>
public static class JUnitReport
{
    public static string Write(Report report)
    {
        using var text = new Utf8Writer();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true }))
        {
            var suites = JUnitCases.Of(report);
            xml.WriteStartElement("testsuites");
            WriteNumbers(xml, report.Title, [.. suites.SelectMany(suite => suite.Cases)]);
            foreach (var (table, cases) in suites)
                WriteSuite(xml, report, table, cases);
            xml.WriteEndElement();
        }

        return text.ToString();
    }

    private static void WriteSuite(XmlWriter xml, Report report, string table, IReadOnlyList<JUnitCase> cases)
    {
        xml.WriteStartElement("testsuite");
        WriteNumbers(xml, table, cases);
        Attribute(xml, "timestamp", report.WrittenAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture));
        foreach (var one in cases)
            WriteCase(xml, $"{report.Connection}.{table}", one);
        xml.WriteEndElement();
    }

    private static void WriteNumbers(XmlWriter xml, string name, IReadOnlyList<JUnitCase> cases)
    {
        Attribute(xml, "name", name);
        Number(xml, "tests", cases.Count);
        Number(xml, "failures", cases.Count(one => one.IsFailure));
        Number(xml, "errors", cases.Count(one => one.NotChecked is not null));
        Number(xml, "skipped", cases.Count(one => one.IsExcused));
        Attribute(xml, "time", "0");
    }

    private static void WriteCase(XmlWriter xml, string place, JUnitCase one)
    {
        xml.WriteStartElement("testcase");
        Attribute(xml, "name", one.Name);
        Attribute(xml, "classname", place);
        Attribute(xml, "time", "0");
        if (one.NotChecked is { } reason)
            WriteOutcome(xml, "error", reason, "not-checked", reason);
        else if (one.IsFailure)
            WriteOutcome(xml, "failure", First(one, line => line is { Severity: Severity.Error, Excuse: null }).Message, one.Name, Details(one));
        else if (one.IsExcused)
            WriteOutcome(xml, "skipped", First(one, _ => true).Excuse is { } excuse ? HtmlFindings.Excused(excuse) : "", null, null);
        if (one is { IsFailure: false, Lines.Count: > 0 })
            xml.WriteElementString("system-out", XmlText.Allowed(Details(one)));
        xml.WriteEndElement();
    }

    private static void WriteOutcome(XmlWriter xml, string element, string message, string? type, string? details)
    {
        xml.WriteStartElement(element);
        Attribute(xml, "message", message);
        if (type is not null)
            Attribute(xml, "type", type);
        if (details is not null)
            xml.WriteString(XmlText.Allowed(details));
        xml.WriteEndElement();
    }

    private static ReportedLine First(JUnitCase one, Func<ReportedLine, bool> condition) => one.Lines.First(condition);

    private static string Details(JUnitCase one)
    {
        var text = new StringBuilder();
        foreach (var line in one.Lines)
        {
            text.Append(Html.HtmlReport.Word(line.Severity)).Append(": ").Append(line.Place).Append(": ").Append(line.Message).Append('\n');
            if (line.Sql is { } sql)
                text.Append("proof: ").Append(sql).Append('\n');
            if (line.Fix is { } fix)
                text.Append("possible fix: ").Append(fix).Append('\n');
        }

        return text.ToString();
    }

    private static void Attribute(XmlWriter xml, string name, string value) => xml.WriteAttributeString(name, XmlText.Allowed(value));

    private static void Number(XmlWriter xml, string name, int value) => Attribute(xml, name, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Says in the XML declaration what the file will be.</summary>
    private sealed class Utf8Writer() : StringWriter(CultureInfo.InvariantCulture)
    {
        public override Encoding Encoding => Encoding.UTF8;
    }
}
