using System.Globalization;
using System.Text;

namespace ChatOps.Database.Checks.RuleFiles.Suggesting;

/// <summary>Writes checks as a rule file.</summary>
public static class SuggestedFile
{
    /// <param name="heading">A comment on top; empty for none.</param>
    /// <param name="builtin"><c>all</c> or <c>none</c>.</param>
    public static string Write(string heading, IReadOnlyList<SuggestedCheck> checks, string builtin = "all")
    {
        var text = new StringBuilder();
        text.Append(heading.Length == 0 ? "" : $"# {OneLine(heading)}\n");
        text.Append(CultureInfo.InvariantCulture, $"version: 1\nbuiltin: {builtin}\n");
        text.Append(checks.Count == 0 ? "" : "tables:\n");
        foreach (var table in checks.GroupBy(check => check.Table))
        {
            text.Append(CultureInfo.InvariantCulture, $"  {YamlText.Of(table.Key)}:\n");
            text.Append(table.Any(check => check.Column is not null) ? "    columns:\n" : "");
            foreach (var column in table.Where(check => check.Column is not null).GroupBy(check => check.Column))
            {
                text.Append(CultureInfo.InvariantCulture, $"      {YamlText.Of(column.Key)}:\n");
                text.AppendJoin("", column.Select(check => Item(check, "        ")));
            }

            var own = table.Where(check => check.Column is null).ToList();
            text.Append(own.Count == 0 ? "" : "    checks:\n").AppendJoin("", own.Select(check => Item(check, "      ")));
        }

        return text.ToString();
    }

    private static string Item(SuggestedCheck check, string indent) =>
        $"{(check.Remark is { Length: > 0 } remark ? $"{indent}# {OneLine(remark)}\n" : "")}{indent}- {check.Yaml}\n";

    /// <summary>A comment ends with its line, so nothing in it may begin another.</summary>
    private static string OneLine(string text) => string.Concat(text.Select(character => char.IsControl(character) || character is '\u2028' or '\u2029' or '\u0085' ? ' ' : character));
}
