using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ChatOps.Agents.Models;

/// <summary>
/// Gathers the figures that steps produced, which are the only ones that a model may repeat. What stands in quotation marks in a message is a value
/// of somebody's rows, and a number in the name of a table or a column is no result: both are left out.
/// </summary>
/// <param name="names">Of connections, tables and columns.</param>
internal sealed partial class ResultFigures(IEnumerable<string> names)
{
    private readonly List<string> _names = [.. names.Where(name => name.Any(char.IsDigit)).Distinct().OrderByDescending(name => name.Length)];
    private readonly StringBuilder _text = new();

    public ResultFigures Add(params IReadOnlyList<long> figures)
    {
        foreach (var figure in figures)
            _text.Append(CultureInfo.InvariantCulture, $" {figure} ;");
        return this;
    }

    /// <summary>A sentence of ours about a result.</summary>
    public ResultFigures Add(string? sentence)
    {
        var plain = Quoted().Replace(sentence ?? "", " ");
        _text.Append(' ').Append(_names.Aggregate(plain, (text, name) => text.Replace(name, " ", StringComparison.OrdinalIgnoreCase))).Append(" ;");
        return this;
    }

    /// <summary>A value of a row: a number or a moment is a figure, a text is none.</summary>
    public ResultFigures AddValue(object? value) => value switch
    {
        null or DBNull or string or bool or byte[] => this,
        double number => double.IsFinite(number) ? Add(number.ToString("0.##########", CultureInfo.InvariantCulture)) : this,
        IFormattable figure => Add(figure.ToString(null, CultureInfo.InvariantCulture)),
        _ => this,
    };

    public override string ToString() => _text.ToString();

    /// <summary>An apostrophe within a word opens nothing.</summary>
    [GeneratedRegex("""(?<!\w)'[^']*'|"[^"]*"|“[^”]*”|`[^`]*`""")]
    private static partial Regex Quoted();
}
