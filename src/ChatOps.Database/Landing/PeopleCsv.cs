using System.Globalization;

namespace ChatOps.Database.Landing;

/// <summary>
/// CSV for people, who open it in a spreadsheet: a text that the spreadsheet would run as a formula gets an apostrophe in front
/// (OWASP, CSV Injection). Not for loading: that changes such texts; <see cref="LandingExporter"/> is exact.
/// </summary>
public static class PeopleCsv
{
    /// <summary>Writes one record and CRLF.</summary>
    /// <param name="cells">null (an empty cell), text, or a number or date, which is formatted without regard to the machine's language.</param>
    public static void WriteRecord(TextWriter target, IEnumerable<object?> cells)
    {
        var first = true;
        foreach (var cell in cells)
        {
            if (!first)
            {
                target.Write(',');
            }

            target.Write(Field(cell));
            first = false;
        }

        target.Write("\r\n");
    }

    /// <summary>One cell, quoted where RFC 4180 asks for it.</summary>
    public static string Field(object? cell)
    {
        var text = cell is string words ? Neutralised(words) : Convert.ToString(cell, CultureInfo.InvariantCulture) ?? "";
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static string Neutralised(string text) => text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? $"'{text}" : text;
}
